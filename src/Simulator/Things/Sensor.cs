namespace Vedette.Simulator.Things;

/// <summary>What a simulated thing measures, and the curve it follows.</summary>
/// <param name="Measure">What, for example <c>temperature</c>; the name of the property too.</param>
/// <param name="Unit">In what.</param>
/// <param name="Middle">Around which value.</param>
/// <param name="Swing">How far from it.</param>
/// <param name="Minutes">How long it takes there and back.</param>
internal sealed record Sensor(string Measure, string Unit, double Middle, double Swing, double Minutes)
{
    public static IReadOnlyList<Sensor> All { get; } =
    [
        new("temperature", "celsius", 4, 1.5, 7),
        new("humidity", "percentage", 62, 6, 11),
        new("pressure", "pascal", 101_325, 400, 23),
    ];

    /// <summary>The value at that time: a slow wave with a small tremor.</summary>
    public double At(DateTimeOffset time)
    {
        var minutes = time.TimeOfDay.TotalMinutes;
        return Math.Round(Middle + (Swing * Math.Sin(2 * Math.PI * minutes / Minutes)) + (Swing / 20 * Math.Sin(minutes * 97)), 2);
    }
}
