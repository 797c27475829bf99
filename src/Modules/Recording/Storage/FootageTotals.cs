namespace Vedette.Recording.Storage;

/// <summary>What the index sums up about a camera.</summary>
/// <param name="Oldest">Start of the oldest segment, or null.</param>
/// <param name="Bytes">Bytes of all segments.</param>
/// <param name="RecordedSince">Length of the footage since the asked instant.</param>
/// <param name="MissingSince">Length of the closed gaps since then, times switched off on purpose left out.</param>
internal sealed record FootageTotals(DateTimeOffset? Oldest, long Bytes, TimeSpan RecordedSince, TimeSpan MissingSince)
{
    public static FootageTotals None { get; } = new(null, 0, TimeSpan.Zero, TimeSpan.Zero);
}
