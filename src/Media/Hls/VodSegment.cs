namespace Vedette.Media.Hls;

/// <summary>One segment file in a playlist.</summary>
/// <param name="Uri">Where the file is, relative to the playlist.</param>
/// <param name="Start">Wall time of the first picture, UTC.</param>
/// <param name="Duration">Its length.</param>
/// <param name="InitLength">Bytes of its init section.</param>
/// <param name="Length">Bytes of the whole file.</param>
/// <param name="StartsAnew">Whether times or format do not go on from the segment before (RFC 8216 section 4.3.2.3).</param>
public sealed record VodSegment(
    string Uri,
    DateTimeOffset Start,
    TimeSpan Duration,
    long InitLength,
    long Length,
    bool StartsAnew);
