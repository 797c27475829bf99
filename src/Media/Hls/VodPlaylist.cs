namespace Vedette.Media.Hls;

/// <summary>Writes a media playlist of recorded segments (RFC 8216): closed, so that a player may seek anywhere at once.</summary>
public static class VodPlaylist
{
    /// <summary>The MIME type (RFC 8216 section 4).</summary>
    public const string MimeType = "application/vnd.apple.mpegurl";

    /// <summary>Writes the playlist.</summary>
    /// <param name="segments">In order of time.</param>
    public static string Write(IReadOnlyList<VodSegment> segments) => throw new NotImplementedException();
}
