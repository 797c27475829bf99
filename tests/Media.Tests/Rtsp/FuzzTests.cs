using System.Buffers;
using System.Text;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Thousands of small mutilations of good input, the same at each run: nothing but our own exception may come out.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 4000;

    private const string Sdp =
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\na=control:*\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
        + "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWA=,aOvjyyLA\r\na=control:t0\r\n"
        + "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/16000/1\r\na=fmtp:97 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3;constantDuration=1024\r\n";

    [Fact]
    public void Messages() => Mutate(
        Encoding.ASCII.GetBytes("\r\n$\0\0\u0004abcdRTSP/1.0 200 OK\r\nCSeq: 1\r\nSession: 7;timeout=30\r\nContent-Length: 3\r\n\r\nabcOPTIONS * RTSP/1.0\r\nCSeq: 2\r\n\r\n"),
        bytes =>
        {
            var reader = new RtspMessageReader(bytes);
            while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
            {
                Assert.InRange(reader.Consumed, 1, bytes.Length);
                if (kind == RtspItemKind.Message)
                {
                    _ = SessionHeader.Read(reader.Message.Headers["Session"]);
                    _ = reader.Message.ToBytes();
                }
            }
        });

    [Fact]
    public void Descriptions() => Mutate(Encoding.ASCII.GetBytes(Sdp), bytes =>
    {
        foreach (var media in SdpReader.Read(bytes).Media)
        {
            using var track = RtspTrack.Of(media);
            _ = ControlUrl.Join("rtsp://c/", media.Control);
        }
    });

    [Fact]
    public void Challenges() => Mutate(
        "Digest realm=\"a \\\" b\", nonce=\"c\", qop=\"auth,auth-int\", stale=TRUE, algorithm=MD5-sess, opaque=\"d\", Basic realm=\"e\""u8.ToArray(),
        bytes =>
        {
            var credentials = new RtspCredentials("a", "b");
            if (credentials.TakeUp([Encoding.Latin1.GetString(bytes).ReplaceLineEndings("")]) is not null)
            {
                _ = credentials.Authorize("PLAY", "rtsp://c/");
            }
        });

    [Fact]
    public void Transports() => Mutate("RTP/AVP/TCP;unicast;ssrc= 12;interleaved=0-1;mode=play"u8.ToArray(), bytes =>
        TransportHeader.Read(Encoding.Latin1.GetString(bytes)));

    [Fact]
    public void Parameter_sets() => Mutate(Convert.FromHexString("6764001FACD9405005BB011000000300100000030320F1831960"), bytes =>
    {
        var sets = new H264Parameters();
        sets.Take(bytes);
        sets.Take([0x68, 0xCE, 0x01]);
        _ = sets.Format;
        _ = AudioSpecificConfig.Parse(bytes);
        _ = RecoveryPoint.IsImmediate(bytes);
    });

    [Fact]
    public void Video_packets()
    {
        using var depacketizer = new H264Depacketizer(new H264Parameters());
        var wire = new ArrayBufferWriter<byte>();
        var packetizer = new H264Packetizer(new RtpPacketWriter(0, 96, 1), maxPayloadBytes: 40);
        packetizer.Write([0, 0, 0, 5, 0x67, 0x42, 0, 0x1E, 0x8C, 0, 0, 0, 2, 0x68, 0xCE, 0, 0, 0, 90, 0x65, 0x88, .. new byte[88]], 100, wire);
        packetizer.Write([0, 0, 0, 60, 0x41, 0x9A, .. new byte[58]], 3700, wire);
        Mutate(wire.WrittenSpan.ToArray(), bytes => PushAll(depacketizer, bytes));
    }

    [Fact]
    public void Sound_packets()
    {
        using var depacketizer = new AacDepacketizer(new AacHeaderLayout(13, 3), 1024);
        var wire = new ArrayBufferWriter<byte>();
        new RtpPacketWriter(0, 97, 1).Write(5, true, [0, 32, 0, 3 << 3, 0, 2 << 3], [1, 2, 3, 4, 5], wire);
        new RtpPacketWriter(0, 97, 1).WriteSenderReport(0, 5, DateTimeOffset.UnixEpoch, wire);
        Mutate(wire.WrittenSpan.ToArray(), bytes => PushAll(depacketizer, bytes));
    }

    private static void PushAll(Depacketizer depacketizer, byte[] bytes)
    {
        var reader = new RtspMessageReader(bytes);
        while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            if (kind != RtspItemKind.Frame)
            {
                continue;
            }

            _ = RtcpSenderReport.TryFind(reader.Payload, out _);
            if (RtpPacket.TryRead(reader.Payload, out var packet))
            {
                depacketizer.Push(packet, packet.Sequence % 5 == 4 ? 1 : 0);
                depacketizer.CheckInvariants();
            }

            while (depacketizer.TryTake(out var unit))
            {
                UnitMemory.Return(unit.Rented);
            }
        }
    }

    private static void Mutate(byte[] good, Action<byte[]> use)
    {
        var random = new Random(20260329);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = good.ToList();
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                MutateOnce(bytes, random);
            }

            try
            {
                use([.. bytes]);
            }
            catch (SourceException)
            {
                // The one that is allowed.
            }
        }
    }

    private static void MutateOnce(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(5))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 9)));
                break;
            case 3:
                bytes.InsertRange(at, bytes.Slice(at, Math.Min(bytes.Count - at, random.Next(1, 40))));
                break;
            default:
                bytes.Insert(at, (byte)",;=\"\r\n$ :/0\xFF"[random.Next(12)]);
                break;
        }
    }
}
