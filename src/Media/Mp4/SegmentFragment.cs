namespace Vedette.Media.Mp4;

/// <summary>One whole fragment of a segment file.</summary>
/// <param name="Offset">Where it starts (its <c>prft</c> if it has one, else its <c>moof</c>).</param>
/// <param name="Length">Bytes to the end of its <c>mdat</c>.</param>
/// <param name="WallTime">Wall time of its first picture, UTC, or null when the file does not tell.</param>
/// <param name="Runs">Its tracks, video first; at least one.</param>
public sealed record SegmentFragment(long Offset, long Length, DateTimeOffset? WallTime, IReadOnlyList<SegmentTrackRun> Runs);
