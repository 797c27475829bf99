namespace Vedette.Media.Mp4;

/// <summary>What <see cref="SegmentRewriter"/> changes.</summary>
public sealed record SegmentRewrite
{
    /// <summary>
    /// New decoding time of the first picture, in ticks of the video clock; audio moves along. Give
    /// <see cref="SegmentIdentity.RunTicks"/> to let the segments of a run follow each other. Null to keep the file's own times.
    /// </summary>
    public long? VideoStartTicks { get; init; }

    /// <summary>Whether audio that browsers cannot play (G.711) is blanked out.</summary>
    public bool ForBrowsers { get; init; }
}
