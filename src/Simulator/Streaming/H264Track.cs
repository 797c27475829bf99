using System.Buffers.Binary;
using System.Globalization;
using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Streaming;

/// <summary>Makes a track of an H.264 clip, as RFC 6184 describes it.</summary>
internal static class H264Track
{
    private const byte PayloadType = 96;
    private const int ClockRate = 90_000;
    private const int SequenceParameterSet = 7;
    private const int PictureParameterSet = 8;

    public static Track Load(ReadOnlyMemory<byte> stream, int frameRate)
    {
        var pictures = AnnexB.Pictures(stream).ToList();
        var sps = Find(pictures[0], SequenceParameterSet).Span;
        var pps = Find(pictures[0], PictureParameterSet).Span;
        return new Track
        {
            IsVideo = true,
            PayloadType = PayloadType,
            ClockRate = ClockRate,
            TicksPerUnit = ClockRate / frameRate,
            Units = [.. pictures.Select(Unit)],
            Sdp = string.Create(
                CultureInfo.InvariantCulture,
                $"m=video 0 RTP/AVP {PayloadType}\r\na=rtpmap:{PayloadType} H264/{ClockRate}\r\na=framerate:{frameRate}\r\n"
                + $"a=fmtp:{PayloadType} packetization-mode=1;profile-level-id={Convert.ToHexString(sps[1..4])};"
                + $"sprop-parameter-sets={Convert.ToBase64String(sps)},{Convert.ToBase64String(pps)}\r\n"),
        };
    }

    private static MediaUnit Unit(IReadOnlyList<ReadOnlyMemory<byte>> picture)
    {
        var bytes = new byte[picture.Sum(nal => sizeof(int) + nal.Length)];
        var rest = bytes.AsSpan();
        foreach (var nal in picture)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, nal.Length);
            nal.Span.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + nal.Length)..];
        }

        return new MediaUnit(bytes, picture.Any(nal => AnnexB.IsIdr(nal.Span)));
    }

    private static ReadOnlyMemory<byte> Find(IReadOnlyList<ReadOnlyMemory<byte>> picture, int type) =>
        picture.First(nal => AnnexB.Type(nal.Span) == type);
}
