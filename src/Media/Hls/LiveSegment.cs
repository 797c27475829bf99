namespace Vedette.Media.Hls;

/// <summary>A segment of a live playlist.</summary>
/// <param name="Number">Its media sequence number.</param>
/// <param name="Init">Number of the init section it needs.</param>
/// <param name="Start">Wall time of its first picture, UTC.</param>
/// <param name="StartsAnew">Whether times or format do not go on from the segment before.</param>
/// <param name="IsWhole">Whether no more parts follow.</param>
/// <param name="Parts">Its parts so far.</param>
public sealed record LiveSegment(
    long Number, long Init, DateTimeOffset Start, bool StartsAnew, bool IsWhole, IReadOnlyList<LivePart> Parts)
{
    /// <summary>The length of its parts together.</summary>
    public TimeSpan Duration => Parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Duration);
}
