using System.Text;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;

namespace Vedette.Fuzzing;

/// <summary>What cameras and clients say in RTSP.</summary>
internal static class DialogueTargets
{
    private const string Sdp =
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\na=control:*\r\na=range:npt=0-\r\nm=video 0 RTP/AVP 96\r\na=framerate:25\r\na=rtpmap:96 H264/90000\r\n"
        + "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWA=,aOvjyyLA\r\na=control:t0\r\n"
        + "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/16000/1\r\na=fmtp:97 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3;constantDuration=1024\r\n";

    private const string OtherSdp =
        "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\na=fmtp:96 sprop-vps=QAEMAf//AWAAAAMAAAMAAAMAAAMAlqwJ;sprop-sps=QgEBAWAAAAMAAAMAAAMAAAMAlqADwIAQ5Za5JMvgEAAAAwAQAAADAZCA;sprop-pps=RAHBcrRiQA==\r\n"
        + "m=video 0 RTP/AVP 26\r\na=x-dimensions:640,480\r\nm=audio 0 RTP/AVP 0\r\nm=audio 0 RTP/AVP 98\r\na=rtpmap:98 MP4A-LATM/48000/2\r\na=fmtp:98 cpresent=0;config=40002320\r\n"
        + "m=audio 0 RTP/AVP 99\r\na=rtpmap:99 opus/48000/2\r\nm=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("rtsp-messages", ReadMessages) with
        {
            Seeds =
            [
                "\r\n$\0\0\u0004abcdRTSP/1.0 200 OK\r\nCSeq: 1\r\nSession: 7;timeout=30\r\nContent-Length: 3\r\n\r\nabcOPTIONS * RTSP/1.0\r\nCSeq: 2\r\n\r\n"u8.ToArray(),
                "DESCRIBE rtsp://h/p?x=1 RTSP/1.0\r\nCSeq: 9\r\nAuthorization: Basic YTpi\r\nAccept: application/sdp\r\n folded\r\n\r\n"u8.ToArray(),
            ],
            Words = FuzzTargets.Words("RTSP/1.0 200 OK\r\n", "Content-Length: ", "CSeq: ", "Session: ", "\r\n\r\n", "\r\n", "$\0", "timeout=", "65536", "-1"),
        },
        Of("sdp", ReadDescription) with
        {
            Seeds = [Encoding.ASCII.GetBytes(Sdp), Encoding.ASCII.GetBytes(OtherSdp)],
            Words = FuzzTargets.Words(
                "m=video 0 RTP/AVP 96\r\n", "m=audio 0 RTP/AVP 0 8 97\r\n", "a=rtpmap:96 H265/90000\r\n", "a=fmtp:96 ", "a=control:", "sprop-parameter-sets=", "sprop-max-don-diff=",
                "config=", "4294967296", "-1", "JPEG/90000", "MP4A-LATM/", "opus/48000/2", "a=recvonly\r\n", "b=AS:", "a=framesize:96 640-480\r\n"),
        },
        Of("auth", ReadChallenges) with
        {
            Seeds =
            [
                "Digest realm=\"a \\\" b\", nonce=\"c\", qop=\"auth,auth-int\", stale=TRUE, algorithm=MD5-sess, opaque=\"d\", Basic realm=\"e\""u8.ToArray(),
                "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"rtsp://h/\", response=\"0123456789abcdef0123456789abcdef\", cnonce=\"x\", nc=00000001, qop=auth, algorithm=SHA-256"u8.ToArray(),
                "Basic dXNlcjpwYXNz"u8.ToArray(),
            ],
            Words = FuzzTargets.Words("Digest ", "Basic ", "algorithm=SHA-512-256", "nonce=\"", "\"", "\\", ", ", "userhash=true", "charset=UTF-8", "nextnonce=\"z\""),
        },
        Of("headers", ReadHeaders) with
        {
            Seeds =
            [
                "RTP/AVP/TCP;unicast;ssrc= 12;interleaved=0-1;mode=play\n7;timeout=30\nrtsp://h/p/t0"u8.ToArray(),
                "RTP/AVP;unicast;client_port=5000-5001;server_port=6000-6001;source=192.0.2.1;destination=192.0.2.2\n\n/t1"u8.ToArray(),
            ],
            Words = FuzzTargets.Words("interleaved=", "server_port=", "client_port=", "ssrc=", "timeout=", ";", "-", "65536", ",RTP/AVP/TCP", "url=", "rtptime=", "seq="),
        },
    ];

    private static FuzzTarget Of(string name, Action<byte[]> read) => new(name, read, refusal => refusal is SourceException);

    private static void ReadMessages(byte[] input)
    {
        var reader = new RtspMessageReader(input);
        var before = 0;
        while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            FuzzTargets.Check(reader.Consumed > before && reader.Consumed <= input.Length, "a message is taken once");
            before = reader.Consumed;
            if (kind != RtspItemKind.Message)
            {
                continue;
            }

            _ = SessionHeader.Read(reader.Message.Headers["Session"]);
            _ = ControlUrl.BaseOf(reader.Message, "rtsp://h/p");
            _ = RtspAuthorization.Read(reader.Message.Headers["Authorization"]);
            _ = reader.Message.ToBytes();
        }
    }

    private static void ReadDescription(byte[] input)
    {
        var description = SdpReader.Read(input);
        foreach (var media in description.Media)
        {
            using var track = RtspTrack.Of(media);
            _ = ControlUrl.Join("rtsp://c/", media.Control);
        }

        var choice = TrackChoice.From(description);
        choice.Video.Dispose();
        choice.Audio?.Dispose();
    }

    private static void ReadChallenges(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input).ReplaceLineEndings("");
        var credentials = new RtspCredentials("user", "password");
        if (credentials.TakeUp([text]) is not null)
        {
            FuzzTargets.Check(credentials.Authorize("PLAY", "rtsp://c/")?.Contains("password", StringComparison.Ordinal) != true, "no proof holds the password");
        }

        _ = RtspAuthorization.Read(text);
    }

    private static void ReadHeaders(byte[] input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n');
        _ = TransportHeader.Read(lines[0]);
        _ = TransportOffer.Read(lines[0]).Count();
        _ = SessionHeader.Read(lines.ElementAtOrDefault(1));
        _ = ControlUrl.Join("rtsp://h/p/", lines.ElementAtOrDefault(2));
    }
}
