namespace Vedette.Media.Mp4;

/// <summary>The samples of one track in one fragment.</summary>
/// <param name="Track">Index into the format's tracks.</param>
/// <param name="BaseDecodeTicks">Decoding time of the first sample on the file's own clock, in ticks of the track.</param>
/// <param name="Samples">The samples in decoding order, at least one.</param>
public sealed record SegmentTrackRun(int Track, long BaseDecodeTicks, IReadOnlyList<SegmentSample> Samples)
{
    /// <summary>Where the last sample ends on the file's own clock, in ticks of the track.</summary>
    public long EndTicks => Samples[^1].DecodeTicks + Samples[^1].Duration;

    /// <summary>Where the <c>traf</c> box starts in the file.</summary>
    internal long BoxOffset { get; init; }

    /// <summary>Where the decoding time of <c>tfdt</c> is written in the file, and whether in 8 or 4 bytes.</summary>
    internal (long Offset, bool IsLong) TimeField { get; init; }
}
