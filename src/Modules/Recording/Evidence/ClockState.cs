using System.Globalization;

namespace Vedette.Recording.Evidence;

/// <summary>What the operating system says of its own clock.</summary>
/// <param name="IsSynchronised">Whether something disciplines it; null where the system does not tell.</param>
/// <param name="EstimatedError">How far off it believes it is.</param>
/// <param name="MaximumError">How far off it can be at most.</param>
internal sealed record ClockState(bool? IsSynchronised, TimeSpan? EstimatedError, TimeSpan? MaximumError)
{
    public static ClockState Unknown { get; } = new(null, null, null);

    /// <summary>As it stands in a checkpoint.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"synchronised={IsSynchronised switch { true => "yes", false => "no", null => "unknown" }} estimated-error-us={Text(EstimatedError)} maximum-error-us={Text(MaximumError)}");

    private static string Text(TimeSpan? error) =>
        error is { } known ? ((long)known.TotalMicroseconds).ToString(CultureInfo.InvariantCulture) : "-";
}
