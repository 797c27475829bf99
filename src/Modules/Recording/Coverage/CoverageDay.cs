using Vedette.Contracts.Recording;

namespace Vedette.Recording.Coverage;

/// <summary>What became of every second of one camera's day. Length = Recorded + the gaps + Outside, exactly.</summary>
/// <param name="Date">The day, as the time zone counts it.</param>
/// <param name="Length">How much of it there was so far.</param>
/// <param name="Recorded">How much is recorded.</param>
/// <param name="Outside">How much lies before the camera was added or after it was removed.</param>
/// <param name="Gaps">The rest, by cause; no cause twice.</param>
internal sealed record CoverageDay(DateOnly Date, TimeSpan Length, TimeSpan Recorded, TimeSpan Outside, IReadOnlyList<GapTotal> Gaps)
{
    /// <summary>How much footage was owed: what somebody switched off, or did not want without an event, is not.</summary>
    public TimeSpan Wanted => Recorded + Gaps.Where(gap => IsOwed(gap.Cause)).Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap.Length);

    /// <summary>Share of what was owed that is recorded, 0 to 1; null when nothing was.</summary>
    public double? Ratio => Wanted > TimeSpan.Zero ? Recorded / Wanted : null;

    public static bool IsOwed(GapCause cause) => cause is not (GapCause.SwitchedOff or GapCause.NoEvent);
}
