namespace Vedette.Host.Benchmarks.Start;

/// <summary>Several measurements of the same.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    /// <summary>Null without any.</summary>
    public static Spread? Of(IEnumerable<double?> measured)
    {
        var sorted = measured.OfType<double>().Order().ToArray();
        return sorted.Length == 0
            ? null
            : new Spread(Rounded(sorted[sorted.Length / 2]), Rounded(sorted[0]), Rounded(sorted[^1]));
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}
