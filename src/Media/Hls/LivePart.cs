namespace Vedette.Media.Hls;

/// <summary>A part of a segment that can be had before the segment is whole.</summary>
/// <param name="Duration">Its length.</param>
/// <param name="IsIndependent">Whether it begins with a key picture.</param>
public readonly record struct LivePart(TimeSpan Duration, bool IsIndependent);
