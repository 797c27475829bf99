using System.Buffers.Binary;
using System.Globalization;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Streaming;

/// <summary>Makes a track of a clip's pictures: H.264 by RFC 6184, H.265 by RFC 7798, JPEG by RFC 2435.</summary>
internal static class VideoTrack
{
    private const byte PayloadType = 96;
    private const byte JpegPayloadType = 26;
    private const int ClockRate = 90_000;
    private const int CameraPayloadBytes = 1400;

    public static Track Load(ReadOnlyMemory<byte> stream, ClipShape shape) => shape.Video switch
    {
        ClipVideo.H264 => Avc(stream, shape.FrameRate),
        ClipVideo.H265 => Hevc(stream, shape.FrameRate),
        ClipVideo.Mjpeg => Jpeg(stream, shape.FrameRate),
    };

    private static Track Avc(ReadOnlyMemory<byte> stream, int frameRate)
    {
        var pictures = AnnexB.Pictures(stream, NalCoding.H264).ToList();
        var sps = Find(pictures[0], NalCoding.H264, 7).Span;
        var pps = Find(pictures[0], NalCoding.H264, 8).Span;
        return new Track
        {
            IsVideo = true,
            PayloadType = PayloadType,
            ClockRate = ClockRate,
            TicksPerUnit = ClockRate / frameRate,
            Units = [.. pictures.Select(picture => Unit(picture, NalCoding.H264))],
            Packetizer = packets => new H264Packetizer(packets, CameraPayloadBytes) { Aggregates = false },
            Sdp = string.Create(
                CultureInfo.InvariantCulture,
                $"m=video 0 RTP/AVP {PayloadType}\r\na=rtpmap:{PayloadType} H264/{ClockRate}\r\na=framerate:{frameRate}\r\n"
                + $"a=fmtp:{PayloadType} packetization-mode=1;profile-level-id={Convert.ToHexString(sps[1..4])};"
                + $"sprop-parameter-sets={Convert.ToBase64String(sps)},{Convert.ToBase64String(pps)}\r\n"),
        };
    }

    private static Track Hevc(ReadOnlyMemory<byte> stream, int frameRate)
    {
        var pictures = AnnexB.Pictures(stream, NalCoding.H265).ToList();
        return new Track
        {
            IsVideo = true,
            PayloadType = PayloadType,
            ClockRate = ClockRate,
            TicksPerUnit = ClockRate / frameRate,
            Units = [.. pictures.Select(picture => Unit(picture, NalCoding.H265))],
            Packetizer = packets => new H265Packetizer(packets, CameraPayloadBytes),
            Sdp = string.Create(
                CultureInfo.InvariantCulture,
                $"m=video 0 RTP/AVP {PayloadType}\r\na=rtpmap:{PayloadType} H265/{ClockRate}\r\na=framerate:{frameRate}\r\n"
                + $"a=fmtp:{PayloadType} sprop-vps={Text(32)};sprop-sps={Text(33)};sprop-pps={Text(34)}\r\n"),
        };

        string Text(int type) => Convert.ToBase64String(Find(pictures[0], NalCoding.H265, type).Span);
    }

    private static Track Jpeg(ReadOnlyMemory<byte> stream, int frameRate) => new()
    {
        IsVideo = true,
        PayloadType = JpegPayloadType,
        ClockRate = ClockRate,
        TicksPerUnit = ClockRate / frameRate,
        Units = [.. JpegFiles(stream).Select(picture => new MediaUnit(picture, IsKey: true))],
        Packetizer = packets => new MjpegPacketizer(packets, CameraPayloadBytes),
        Sdp = string.Create(CultureInfo.InvariantCulture, $"m=video 0 RTP/AVP {JpegPayloadType}\r\na=rtpmap:{JpegPayloadType} JPEG/{ClockRate}\r\na=framerate:{frameRate}\r\n"),
    };

    private static IEnumerable<ReadOnlyMemory<byte>> JpegFiles(ReadOnlyMemory<byte> stream)
    {
        while (!stream.IsEmpty)
        {
            // The end of one picture and the start of the next; neither marker is found inside a scan.
            var seam = stream.Span.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9, 0xFF, 0xD8]);
            var length = seam < 0 ? stream.Length : seam + 2;
            yield return stream[..length];
            stream = stream[length..];
        }
    }

    private static MediaUnit Unit(IReadOnlyList<ReadOnlyMemory<byte>> picture, NalCoding coding)
    {
        var bytes = new byte[picture.Sum(nal => sizeof(int) + nal.Length)];
        var rest = bytes.AsSpan();
        foreach (var nal in picture)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, nal.Length);
            nal.Span.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + nal.Length)..];
        }

        return new MediaUnit(bytes, picture.Any(nal => coding.IsKey(nal.Span)));
    }

    private static ReadOnlyMemory<byte> Find(IReadOnlyList<ReadOnlyMemory<byte>> picture, NalCoding coding, int type) =>
        picture.First(nal => coding.Type(nal.Span) == type);
}
