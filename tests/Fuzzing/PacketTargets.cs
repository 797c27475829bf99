using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Opus;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Fuzzing;

/// <summary>RTP and RTCP packets of every codec, from the wire to whole units. Input: packets, each behind its length in two bytes.</summary>
internal static class PacketTargets
{
    private const byte Type = 96;

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Track("rtp-h264", "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n", H264()),
        Track("rtp-h265", "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\n", H265()),
        Track("rtp-mjpeg", "m=video 0 RTP/AVP 96\r\na=rtpmap:96 JPEG/90000\r\n", Mjpeg()),
        Track("rtp-aac", "m=audio 0 RTP/AVP 96\r\na=rtpmap:96 MPEG4-GENERIC/16000/1\r\na=fmtp:96 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3\r\n", Aac()),
        Track("rtp-latm", "m=audio 0 RTP/AVP 96\r\na=rtpmap:96 MP4A-LATM/16000/1\r\na=fmtp:96 cpresent=1\r\n", Bare([0x20, 0x00, 0x11, 0x90, 0x10, 1, 2, 3, 4, 5], [0x05, 1, 2, 3, 4, 5])),
        Track("rtp-opus", "m=audio 0 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n", Opus()),
        Track("rtp-g711", "m=audio 0 RTP/AVP 96\r\na=rtpmap:96 PCMA/8000\r\n", Bare(new byte[160], new byte[320])),
        new FuzzTarget("rtcp", ReadReports, refusal => refusal is SourceException) { Seeds = [Report()] },
    ];

    private static FuzzTarget Track(string name, string sdp, byte[] seed)
    {
        var media = SdpReader.Read(Encoding.ASCII.GetBytes("v=0\r\n" + sdp)).Media[0];
        return new FuzzTarget(name, input => ReadPackets(media, input), refusal => refusal is SourceException) { Seeds = [seed] };
    }

    private static void ReadPackets(MediaDescription media, byte[] input)
    {
        using var track = RtspTrack.Of(media) ?? throw new InvalidOperationException($"{media.Encoding} is not supported.");
        ReadOnlySpan<byte> rest = input;
        var units = 0L;
        while (rest.Length > 2)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest), rest.Length - 2);
            var isThere = RtpPacket.TryRead(rest.Slice(2, length), out var packet);
            rest = rest[(2 + length)..];
            if (!isThere || !track.Receiver.Take(packet, out var lost))
            {
                continue;
            }

            track.Depacketizer.Push(packet, lost);
            track.Depacketizer.CheckInvariants();
            while (track.Depacketizer.TryTake(out var unit))
            {
                FuzzTargets.Check(unit.Length > 0 && unit.Length <= unit.Rented.Length, "a unit has bytes of its own");
                UnitMemory.Return(unit.Rented);
                FuzzTargets.Check(++units < 100_000, "packets do not multiply without bound");
            }
        }
    }

    private static void ReadReports(byte[] input) => _ = RtcpSenderReport.TryFind(input, out _);

    private static byte[] H264()
    {
        var wire = new ArrayBufferWriter<byte>();
        var packetizer = new H264Packetizer(new RtpPacketWriter(0, Type, 1), maxPayloadBytes: 60);
        var sequence = Convert.FromHexString("6764001FACD9405005BB011000000300100000030320F1831960");
        packetizer.Write([0, 0, 0, (byte)sequence.Length, .. sequence, 0, 0, 0, 2, 0x68, 0xCE, 0, 0, 0, 90, 0x65, 0x88, .. new byte[88]], 100, wire);
        packetizer.Write([0, 0, 0, 60, 0x41, 0x9A, .. new byte[58]], 3700, wire);
        return Framed(wire);
    }

    private static byte[] H265()
    {
        var wire = new ArrayBufferWriter<byte>();
        var packetizer = new H265Packetizer(new RtpPacketWriter(0, Type, 1), maxPayloadBytes: 60);
        var video = Convert.FromBase64String("QAEMAf//AWAAAAMAAAMAAAMAAAMAlqwJ");
        var sequence = Convert.FromBase64String("QgEBAWAAAAMAAAMAAAMAAAMAlqADwIAQ5Za5JMvgEAAAAwAQAAADAZCA");
        packetizer.Write(
            [0, 0, 0, (byte)video.Length, .. video, 0, 0, 0, (byte)sequence.Length, .. sequence, 0, 0, 0, 4, 0x44, 1, 0xC1, 0x72, 0, 0, 0, 90, 0x26, 1, .. new byte[88]], 100, wire);
        packetizer.Write([0, 0, 0, 60, 2, 1, .. new byte[58]], 3700, wire);
        return Framed(wire);
    }

    /// <summary>Main header, table header, then bytes of a scan (RFC 2435 sections 3.1.1 to 3.1.8).</summary>
    private static byte[] Mjpeg() => Bare(
        [0, 0, 0, 0, 1, 255, 4, 4, 0, 0, 0, 128, .. Enumerable.Repeat((byte)8, 128), 1, 2, 3, 4],
        [0, 0, 0, 4, 65, 80, 4, 4, 0, 4, 0xFF, 0xFF, 5, 6, 7, 8]);

    private static byte[] Aac()
    {
        var wire = new ArrayBufferWriter<byte>();
        new AacPacketizer(new RtpPacketWriter(0, Type, 1), maxPayloadBytes: 40).Write(new byte[90], 0, wire);
        new RtpPacketWriter(0, Type, 1, firstSequence: 9).Write(1024, true, [0, 32, 0, 3 << 3, 0, 2 << 3], [1, 2, 3, 4, 5], wire);
        return Framed(wire);
    }

    private static byte[] Opus()
    {
        var wire = new ArrayBufferWriter<byte>();
        new OpusPacketizer(new RtpPacketWriter(0, Type, 1)).Write(new byte[50], 0, wire);
        return Framed(wire);
    }

    private static byte[] Bare(params byte[][] payloads)
    {
        var (wire, packets) = (new ArrayBufferWriter<byte>(), new RtpPacketWriter(0, Type, 1));
        foreach (var payload in payloads)
        {
            packets.Write(0, marker: true, [], payload, wire);
        }

        return Framed(wire);
    }

    private static byte[] Report()
    {
        var wire = new ArrayBufferWriter<byte>();
        new RtpPacketWriter(0, Type, 1).WriteSenderReport(1, 90_000, DateTimeOffset.UnixEpoch, wire);
        return wire.WrittenSpan[4..].ToArray();
    }

    /// <summary>Interleaved frames without their first two bytes.</summary>
    private static byte[] Framed(ArrayBufferWriter<byte> wire)
    {
        var framed = new List<byte>();
        var rest = wire.WrittenSpan;
        while (rest.Length > 4)
        {
            var end = 4 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            framed.AddRange(rest[2..end]);
            rest = rest[end..];
        }

        return [.. framed];
    }
}
