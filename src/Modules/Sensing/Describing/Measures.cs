namespace Vedette.Sensing.Describing;

/// <summary>The measures the product knows, each with its only legal units, and the many ways things write them.</summary>
internal static class Measures
{
    private static readonly Dictionary<string, string[]> Units = new(StringComparer.Ordinal)
    {
        ["temperature"] = ["celsius", "fahrenheit"],
        ["humidity"] = ["percentage"],
        ["pressure"] = ["pascal", "bar"],
    };

    private static readonly Dictionary<string, string> Spellings = Spell(
        ("celsius", ["celsius", "degreecelsius", "degreescelsius", "degc", "c", "cel", "℃"]),
        ("fahrenheit", ["fahrenheit", "degreefahrenheit", "degreesfahrenheit", "degf", "f", "℉"]),
        ("percentage", ["percentage", "percent", "%", "%rh"]),
        ("pascal", ["pascal", "pascals", "pa"]),
        ("bar", ["bar"]));

    /// <summary>The known measure that a name or a semantic type speaks of; null when it speaks of none.</summary>
    public static string? Named(string text) => Units.Keys.FirstOrDefault(measure => Local(text).Contains(measure, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the measure may come in the unit; of measures nobody here knows, any may.</summary>
    public static bool IsLegal(string measure, string? unit) => !Units.TryGetValue(measure, out var legal) || (unit is not null && legal.Contains(unit));

    /// <summary>The unit in the product's word where there is one, else as it came.</summary>
    public static string? Unit(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var plain = string.Concat(Local(text).ToLowerInvariant().Where(letter => letter is not (' ' or '_' or '-' or '°')));
        return Spellings.GetValueOrDefault(plain, text);
    }

    /// <summary>A semantic term without the vocabulary it is from.</summary>
    internal static string Local(string term) =>
        term.Contains("://", StringComparison.Ordinal) ? term[(term.LastIndexOfAny(['/', '#']) + 1)..] : term[(term.LastIndexOf(':') + 1)..];

    private static Dictionary<string, string> Spell(params ReadOnlySpan<(string Unit, string[] Spellings)> units)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (unit, spellings) in units)
        {
            foreach (var spelling in spellings)
            {
                all.Add(spelling, unit);
            }
        }

        return all;
    }
}
