namespace Vedette.Media.Mp4;

/// <summary>
/// Whose footage a segment file is and where it belongs: kept inside the file, in a <c>uuid</c> box beside <c>moov</c>
/// (ISO/IEC 14496-12 section 11.1), so that an index can be rebuilt from files alone.
/// </summary>
/// <param name="CameraId">The camera.</param>
/// <param name="RunId">The run the footage belongs to.</param>
/// <param name="Sequence">Position of the segment among those of its camera; grows by one.</param>
/// <param name="Start">Wall time of the first picture, UTC, kept to the microsecond.</param>
/// <param name="PreviousChainHash">Chain hash of the segment before, at most 64 bytes; null for the first.</param>
public sealed record SegmentIdentity(Guid CameraId, Guid RunId, long Sequence, DateTimeOffset Start, byte[]? PreviousChainHash)
{
    /// <summary>
    /// Decoding time of the first picture since the run's start, in ticks of the video clock: what has to be added to
    /// the file's own times, which start at zero, to get back to the run's.
    /// </summary>
    public long RunTicks { get; init; }
}
