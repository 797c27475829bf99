namespace Vedette.Media.Hls;

/// <summary>A segment of somebody else's stream.</summary>
/// <param name="Init">Its init section; empty for MPEG-TS.</param>
/// <param name="Bytes">The segment.</param>
/// <param name="IsDiscontinuity">Whether its times have nothing to do with those of the segment before.</param>
internal sealed record FetchedSegment(byte[] Init, byte[] Bytes, bool IsDiscontinuity);
