namespace Vedette.Media.Mp4;

/// <summary>The samples of one track in one fragment.</summary>
/// <param name="Track">Index into the format's tracks.</param>
/// <param name="BaseDecodeTicks">Decoding time of the first sample on the file's own clock, in ticks of the track.</param>
/// <param name="Samples">The samples in decoding order, at least one.</param>
public sealed record SegmentTrackRun(int Track, long BaseDecodeTicks, IReadOnlyList<SegmentSample> Samples);
