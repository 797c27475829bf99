namespace Vedette.Media.Mp4;

/// <summary>A picture decoding can start on.</summary>
/// <param name="WallTime">When it was taken, UTC.</param>
/// <param name="Sample">Where it is.</param>
public sealed record SegmentKeyFrame(DateTimeOffset WallTime, SegmentSample Sample);
