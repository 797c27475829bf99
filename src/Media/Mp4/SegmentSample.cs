namespace Vedette.Media.Mp4;

/// <summary>One access unit in a segment file.</summary>
/// <param name="Offset">Where its bytes start in the file.</param>
/// <param name="Size">How many there are.</param>
/// <param name="DecodeTicks">Decoding time on the file's own clock, in ticks of the track.</param>
/// <param name="Duration">Ticks until the next one.</param>
/// <param name="CompositionTicks">Presentation time minus decoding time, in ticks.</param>
/// <param name="IsKey">Whether decoding can start here.</param>
public readonly record struct SegmentSample(
    long Offset,
    int Size,
    long DecodeTicks,
    uint Duration,
    int CompositionTicks,
    bool IsKey);
