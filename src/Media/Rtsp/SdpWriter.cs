using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Vedette.Media.Codecs;
using Vedette.Media.Units;

namespace Vedette.Media.Rtsp;

/// <summary>Writes the session description (RFC 8866) of a stream that <see cref="Packetizer"/> sends.</summary>
public static class SdpWriter
{
    /// <summary>What comes before the index of a track in its control attribute.</summary>
    public const string ControlPrefix = "trackID=";

    private const int LengthBytes = 4;
    private const int FirstDynamicType = 96;

    /// <summary>The payload type a track of a stream is sent with: the static one where there is one (RFC 3551 section 6).</summary>
    public static byte PayloadType(TrackFormat track, int index) => track.Codec switch
    {
        Codec.PcmMu when track is { ClockRate: 8000, Channels: 1 } => 0,
        Codec.PcmA when track is { ClockRate: 8000, Channels: 1 } => 8,
        Codec.Mjpeg => 26,
        _ => (byte)(FirstDynamicType + index),
    };

    /// <summary>The description; a track RTP has no payload format for is left out.</summary>
    /// <param name="name">The session's name; line breaks are taken out.</param>
    /// <param name="format">The tracks.</param>
    /// <param name="session">Tells this description from others of the same stream, for example the time of its making.</param>
    public static string Write(string name, StreamFormat format, long session)
    {
        var text = new StringBuilder("v=0\r\n")
            .Append(CultureInfo.InvariantCulture, $"o=- {session} 1 IN IP4 0.0.0.0\r\n")
            .Append("s=").Append(name.ReplaceLineEndings(" ").Trim() is { Length: > 0 } words ? words : "-").Append("\r\n")
            .Append("c=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\na=range:npt=now-\r\n");
        for (var index = 0; index < format.Tracks.Count; index++)
        {
            WriteTrack(text, format.Tracks[index], index);
        }

        return text.ToString();
    }

    private static void WriteTrack(StringBuilder text, TrackFormat track, int index)
    {
        var type = PayloadType(track, index);
        if (EncodingOf(track) is not { } encoding)
        {
            return;
        }

        _ = text.Append(track.Kind == TrackKind.Video ? "m=video" : "m=audio")
            .Append(CultureInfo.InvariantCulture, $" 0 RTP/AVP {type}\r\na=rtpmap:{type} {encoding}\r\n");
        if (ParametersOf(track) is { Length: > 0 } parameters)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"a=fmtp:{type} {parameters}\r\n");
        }

        _ = text.Append(CultureInfo.InvariantCulture, $"a=control:{ControlPrefix}{index}\r\n");
    }

    private static string? EncodingOf(TrackFormat track)
    {
        var name = track.Codec switch
        {
            Codec.H264 => "H264",
            Codec.H265 => "H265",
            Codec.Mjpeg => "JPEG",
            Codec.Aac => "MPEG4-GENERIC",
            Codec.PcmMu => "PCMU",
            Codec.PcmA => "PCMA",
            Codec.Opus => "opus",
            Codec.Flac => null,
        };
        return name is null ? null : (track.Codec, track.Kind) switch
        {
            (Codec.Opus, _) => "opus/48000/2", // whatever is inside (RFC 7587 section 7)
            (_, TrackKind.Video) => string.Create(CultureInfo.InvariantCulture, $"{name}/{track.ClockRate}"),
            (_, TrackKind.Audio) => string.Create(CultureInfo.InvariantCulture, $"{name}/{track.ClockRate}/{track.Channels}"),
        };
    }

    private static string ParametersOf(TrackFormat track) => track.Codec switch
    {
        Codec.H264 => OfAvc(track),
        Codec.H265 => OfHevc(track),
        Codec.Aac => "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config="
            + Convert.ToHexString(track.Configuration.Span),
        Codec.Opus when track.Channels == 2 => "sprop-stereo=1",
        _ => "",
    };

    /// <summary>RFC 6184 section 8.1.</summary>
    private static string OfAvc(TrackFormat track)
    {
        var sets = SetsOf(track).ToList();
        var record = track.Configuration.Span;
        return sets.Count == 0
            ? "packetization-mode=1"
            : $"packetization-mode=1;profile-level-id={Convert.ToHexString(record[1..4])};sprop-parameter-sets={string.Join(',', sets.Select(Convert.ToBase64String))}";
    }

    /// <summary>RFC 7798 section 7.1.</summary>
    private static string OfHevc(TrackFormat track)
    {
        var sets = SetsOf(track).ToLookup(nal => (nal[0] >> 1) & 0x3F, Convert.ToBase64String);
        return string.Join(';', new[] { ("sprop-vps", 32), ("sprop-sps", 33), ("sprop-pps", 34) }
            .Where(kind => sets.Contains(kind.Item2))
            .Select(kind => $"{kind.Item1}={string.Join(',', sets[kind.Item2])}"));
    }

    private static IEnumerable<byte[]> SetsOf(TrackFormat track)
    {
        var unit = DecoderParameters.AsUnit(track);
        for (var at = 0; at < unit.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(unit.AsSpan(at));
            yield return unit[(at + LengthBytes)..(at + LengthBytes + length)];
            at += LengthBytes + length;
        }
    }
}
