using System.Globalization;
using System.Text;

namespace Vedette.Media.Hls;

/// <summary>Writes a media playlist of recorded segments (RFC 8216): closed, so that a player may seek anywhere at once.</summary>
public static class VodPlaylist
{
    /// <summary>The MIME type (RFC 8216 section 4).</summary>
    public const string MimeType = "application/vnd.apple.mpegurl";

    /// <summary>
    /// Writes the playlist. Each segment file carries its own init section: it is named as the map (section 4.3.2.5)
    /// wherever times or format start anew and cut off all files by byte ranges (section 4.3.2.2).
    /// </summary>
    /// <param name="segments">In order of time.</param>
    public static string Write(IReadOnlyList<VodSegment> segments)
    {
        var longest = segments.Count == 0 ? 1 : segments.Max(segment => segment.Duration.TotalSeconds);
        var text = new StringBuilder(128 + (segments.Count * 200))
            .Append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{Math.Max(1, Math.Round(longest, MidpointRounding.AwayFromZero)):0}\n")
            .Append("#EXT-X-MEDIA-SEQUENCE:0\n");
        for (var i = 0; i < segments.Count; i++)
        {
            Append(text, segments[i], isFirst: i == 0);
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private static void Append(StringBuilder text, VodSegment segment, bool isFirst)
    {
        if (segment.StartsAnew && !isFirst)
        {
            text.Append("#EXT-X-DISCONTINUITY\n");
        }

        if (segment.StartsAnew || isFirst)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"{segment.Uri}\",BYTERANGE=\"{segment.InitLength}@0\"\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:{segment.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Duration.TotalSeconds:0.000000},\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-BYTERANGE:{segment.Length - segment.InitLength}@{segment.InitLength}\n")
            .Append(segment.Uri).Append('\n');
    }
}
