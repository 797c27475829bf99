using System.Buffers;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Codecs.Opus;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class DepacketizerAllocationTests
{
    private const int Units = 200;

    [Theory]
    [InlineData("H265")]
    [InlineData("JPEG")]
    [InlineData("OPUS")]
    [InlineData("LATM")]
    [InlineData("LATM in band")]
    public void A_depacketizer_allocates_nothing_per_packet_or_unit(string codec)
    {
        var (wire, depacketizer) = codec switch
        {
            "H265" => Made(writer => new H265Packetizer(writer), HevcUnit(), new H265Depacketizer(new H265Parameters())),
            "JPEG" => Made(writer => new MjpegPacketizer(writer), JpegUnit(), new MjpegDepacketizer(new MjpegParameters(), announced: null)),
            "OPUS" => Made(writer => new OpusPacketizer(writer), new byte[160], new OpusDepacketizer()),
            "LATM" => Made([40, .. new byte[40]], Latm("cpresent=0;config=400024203FC0")),
            _ => Made(Convert.FromHexString("2000141FE0" + "20" + "01FE"), Latm("cpresent=1;config=400024203FC0")),
        };
        using (depacketizer)
        {
            _ = Take(wire, depacketizer);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var taken = Take(wire, depacketizer);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.Equal(0, allocated);
            Assert.InRange(taken, codec == "LATM in band" ? 0 : Units - 1, Units);
        }
    }

    private static (byte[] Wire, Depacketizer Depacketizer) Made(Func<RtpPacketWriter, Packetizer> packetizer, byte[] unit, Depacketizer depacketizer)
    {
        var wire = new ArrayBufferWriter<byte>();
        var writer = packetizer(new RtpPacketWriter(0, 96, 1));
        for (var number = 0; number < Units; number++)
        {
            writer.Write(unit, (uint)number * 3600, wire);
        }

        return (wire.WrittenSpan.ToArray(), depacketizer);
    }

    private static (byte[] Wire, Depacketizer Depacketizer) Made(byte[] payload, Depacketizer depacketizer)
    {
        var wire = new ArrayBufferWriter<byte>();
        var writer = new RtpPacketWriter(0, 96, 1);
        for (var number = 0; number < Units; number++)
        {
            writer.Write((uint)number * 1024, marker: true, [], payload, wire);
        }

        return (wire.WrittenSpan.ToArray(), depacketizer);
    }

    private static Depacketizer Latm(string parameters) =>
        RtspTrack.Of(SdpReader.Read($"m=audio 0 RTP/AVP 96\na=rtpmap:96 MP4A-LATM/44100\na=fmtp:96 {parameters}").Media[0])!.Depacketizer;

    private static int Take(byte[] wire, Depacketizer depacketizer)
    {
        var taken = 0;
        var reader = new RtspMessageReader(wire);
        while (reader.Read() == RtspItemKind.Frame)
        {
            Assert.True(RtpPacket.TryRead(reader.Payload, out var packet));
            depacketizer.Push(packet, lost: 0);
            while (depacketizer.TryTake(out var unit))
            {
                UnitMemory.Return(unit.Rented);
                taken++;
            }
        }

        return taken;
    }

    /// <summary>Parameter sets, then a picture of 30 kB.</summary>
    private static byte[] HevcUnit()
    {
        var set = Convert.FromBase64String("QgEBAWAAAAMAsAAAAwAAAwBdoAKAgC0WWVmkkyvA");
        var picture = new byte[30_000];
        Array.Fill(picture, (byte)0x91);
        (picture[0], picture[1]) = (0x26, 1);
        return [0, 0, 0, (byte)set.Length, .. set, 0, 0, (byte)(picture.Length >> 8), unchecked((byte)picture.Length), .. picture];
    }

    private static byte[] JpegUnit()
    {
        var buffer = new UnitBuffer();
        JpegHeaderWriter.Write(buffer, new JpegHeader(320, 240), isHalfHeight: true, [.. Enumerable.Repeat((byte)9, 128)], restartInterval: 0);
        return [.. buffer.Written, .. Enumerable.Repeat((byte)0x55, 20_000), 0xFF, 0xD9];
    }
}
