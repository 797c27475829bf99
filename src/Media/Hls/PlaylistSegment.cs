namespace Vedette.Media.Hls;

/// <summary>A segment somebody else's playlist lists (RFC 8216 section 4.3.2).</summary>
/// <param name="Sequence">Its media sequence number.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Duration">How long it lasts, as the playlist says.</param>
/// <param name="IsDiscontinuity">Whether its times have nothing to do with those of the segment before.</param>
internal sealed record PlaylistSegment(long Sequence, Uri Url, TimeSpan Duration, bool IsDiscontinuity)
{
    /// <summary>The part of the file it is, or null for the whole.</summary>
    public (long Offset, long Length)? Range { get; init; }

    /// <summary>Where its init section is, or null.</summary>
    public Uri? Map { get; init; }

    /// <summary>The part of that file the init section is, or null for the whole.</summary>
    public (long Offset, long Length)? MapRange { get; init; }
}
