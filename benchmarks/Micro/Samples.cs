using System.Buffers;
using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Rtp;
using Vedette.Media.Units;

namespace Vedette.Micro;

/// <summary>Pictures as a camera of 1080p, 25 pictures a second and 4 Mbit/s sends them.</summary>
internal static class Samples
{
    public const int PictureBytes = 18_000;

    public static StreamFormat Format { get; } = new(new TrackFormat
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = 90_000,
        Configuration = Convert.FromHexString("0164001EFFE100046764001E01000268EE"),
        CodecString = "avc1.64001e",
        Width = 1920,
        Height = 1080,
    });

    /// <summary>One NAL unit behind its length.</summary>
    public static byte[] Picture(params ReadOnlySpan<byte> header)
    {
        var unit = new byte[4 + PictureBytes];
        Array.Fill(unit, (byte)0x91);
        (unit[0], unit[1], unit[2], unit[3]) = (0, 0, PictureBytes >> 8, PictureBytes & 0xFF);
        header.CopyTo(unit.AsSpan(4));
        return unit;
    }

    /// <summary>Packets of pictures, each behind the four bytes of an interleaved frame.</summary>
    public static byte[] Wire(Func<RtpPacketWriter, Packetizer> packetizer, byte[] picture, int count)
    {
        var wire = new ArrayBufferWriter<byte>();
        var packets = packetizer(new RtpPacketWriter(0, 96, 1));
        for (var number = 0; number < count; number++)
        {
            packets.Write(picture, (uint)number * 3600, wire);
        }

        return wire.WrittenSpan.ToArray();
    }

    public static AccessUnit Unit(int number, Run run, byte[] picture) => AccessUnit.Copy(
        new UnitHeader
        {
            Track = StreamFormat.VideoTrack,
            IsKey = number % 25 == 0,
            DecodeTicks = number * 3600L,
            WallTime = run.StartedAt + MediaTime.ToTimeSpan(number * 3600L, 90_000),
            Format = Format,
            Run = run,
        },
        picture);
}
