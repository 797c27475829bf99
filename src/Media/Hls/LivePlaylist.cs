using System.Globalization;
using System.Text;
using Vedette.Media.Units;

namespace Vedette.Media.Hls;

/// <summary>
/// Writes low-latency live playlists (RFC 8216, draft-pantos-hls-rfc8216bis). Addresses are relative to the playlist:
/// <c>init/7.mp4</c>, <c>segment/12.m4s</c>, <c>part/12.3.m4s</c>.
/// </summary>
public sealed record LivePlaylist
{
    /// <summary>Segments before the newest whole one whose parts are still named; the draft wants them gone after three target durations.</summary>
    private const int SegmentsWithParts = 3;

    /// <summary>No segment is longer, rounded to whole seconds; at least 1.</summary>
    public required int TargetSeconds { get; init; }

    /// <summary>No part is longer.</summary>
    public required TimeSpan PartTarget { get; init; }

    /// <summary>How many starts anew were in segments that are not listed any more.</summary>
    public required long DiscontinuitySequence { get; init; }

    /// <summary>Whether nothing follows.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>The segments held, in order; only the last may be unfinished. At least one.</summary>
    public required IReadOnlyList<LiveSegment> Segments { get; init; }

    /// <summary>Writes the playlist of one stream.</summary>
    /// <param name="query">What each address carries, beginning with <c>?</c>, or nothing.</param>
    public string Write(string query)
    {
        var text = new StringBuilder(4096)
            .Append("#EXTM3U\n#EXT-X-VERSION:9\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{TargetSeconds}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK={3 * PartTarget.TotalSeconds:0.000}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-PART-INF:PART-TARGET={PartTarget.TotalSeconds:0.000}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{Segments[0].Number}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-DISCONTINUITY-SEQUENCE:{DiscontinuitySequence}\n");
        for (var i = 0; i < Segments.Count; i++)
        {
            Append(text, Segments[i], query, isFirst: i == 0, hasParts: i >= Segments.Count - 1 - SegmentsWithParts);
        }

        if (HasEnded)
        {
            return text.Append("#EXT-X-ENDLIST\n").ToString();
        }

        var last = Segments[^1];
        var (number, part) = last.IsWhole ? (last.Number + 1, 0) : (last.Number, last.Parts.Count);
        return text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part/{number}.{part}.m4s{query}\"\n").ToString();
    }

    /// <summary>Writes the playlist that names the stream and what it takes to play it.</summary>
    /// <param name="format">The stream's tracks.</param>
    /// <param name="bitRate">Bits per second at most.</param>
    /// <param name="query">What the address carries, beginning with <c>?</c>, or nothing.</param>
    public static string WriteMultivariant(StreamFormat format, long bitRate, string query)
    {
        // ISO/IEC 14496-15 names of MP4 hold, but FLAC's is written as its sample entry is.
        var codecs = string.Join(',', format.Tracks.Select(track => track.Codec == Codec.Flac ? "fLaC" : track.CodecString));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-STREAM-INF:BANDWIDTH={bitRate},CODECS=\"{codecs}\",RESOLUTION={format.Video.Width}x{format.Video.Height}\nmedia.m3u8{query}\n");
    }

    private static void Append(StringBuilder text, LiveSegment segment, string query, bool isFirst, bool hasParts)
    {
        if (segment.StartsAnew && !isFirst)
        {
            text.Append("#EXT-X-DISCONTINUITY\n");
        }

        if (segment.StartsAnew || isFirst)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"init/{segment.Init}.mp4{query}\"\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:{segment.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n");
        for (var i = 0; hasParts && i < segment.Parts.Count; i++)
        {
            var part = segment.Parts[i];
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PART:DURATION={part.Duration.TotalSeconds:0.000000},URI=\"part/{segment.Number}.{i}.m4s{query}\"")
                .Append(part.IsIndependent ? ",INDEPENDENT=YES\n" : "\n");
        }

        if (segment.IsWhole)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Duration.TotalSeconds:0.000000},\nsegment/{segment.Number}.m4s{query}\n");
        }
    }
}
