namespace Vedette.Sensing.Domain;

/// <summary>One value of one of a thing's sensors.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Unit">In the declared unit.</param>
/// <param name="Value">Finite.</param>
/// <param name="At">When, UTC.</param>
internal sealed record Measured(string Measure, string Unit, double Value, DateTimeOffset At);
