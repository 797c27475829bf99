using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>A scripted camera on loopback: answers by a table, sends what it is told, misbehaves where a test wants it to.</summary>
internal sealed class FakeCamera : IAsyncDisposable
{
    public const string Sets = "Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWA=,aOvjyyLA";

    public const string Sdp =
        "v=0\r\ns=fake\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 sprop-parameter-sets=" + Sets + "\r\na=control:video\r\n";

    /// <summary>A key picture without parameter sets.</summary>
    public static readonly byte[] Key = [0, 0, 0, 5, 0x65, 0x88, 0x84, 0x00, 0x10];

    /// <summary>A key picture with its parameter sets in front.</summary>
    public static readonly byte[] KeyWithSets =
        [.. Sets.Split(',').Select(Convert.FromBase64String).SelectMany(set => (byte[])[0, 0, 0, (byte)set.Length, .. set]), .. Key];

    /// <summary>A picture that needs the one before.</summary>
    public static readonly byte[] Other = [0, 0, 0, 4, 0x41, 0x9A, 0x21, 0x6C];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _accepting;

    public FakeCamera()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What DESCRIBE gives.</summary>
    public string Description { get; set; } = Sdp;

    /// <summary>What it shows when it speaks RTSPS; null for plain RTSP.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Overrides the answer to a request; null means the usual one, an answer of status 100 means none at all.</summary>
    public Func<RtspMessage, RtspMessage?> Answer { get; set; } = _ => null;

    /// <summary>What happens after PLAY was answered.</summary>
    public Func<Stream, CancellationToken, Task> Play { get; set; } = (stream, leaving) => SendPicturesAsync(stream, int.MaxValue, leaving);

    /// <summary>Methods that were asked, in order.</summary>
    public List<string> Asked { get; } = [];

    public Uri Url => new($"{(Certificate is null ? "rtsp" : "rtsps")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/live");

    public SourceEndpoint Endpoint => new(Url, null, null);

    /// <summary>Sends pictures as fast as a camera of 100 pictures a second, each tenth a key.</summary>
    public static async Task SendPicturesAsync(Stream stream, int count, CancellationToken leaving, byte[]? key = null)
    {
        var wire = new ArrayBufferWriter<byte>();
        var packetizer = new H264Packetizer(new RtpPacketWriter(0, 96, 1));
        for (var picture = 0; picture < count; picture++)
        {
            packetizer.Write(picture % 10 == 0 ? key ?? Key : Other, (uint)(picture * 900), wire);
            await stream.WriteAsync(wire.WrittenMemory, leaving);
            wire.ResetWrittenCount();
            await Task.Delay(10, leaving);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

        await _leaving.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _leaving.Dispose();
    }

    private async Task AcceptAsync()
    {
        var viewers = new List<Task>();
        try
        {
            while (true)
            {
                viewers.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_leaving.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(viewers);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        Task? playing = null;
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            await using var stream = await OpenAsync(client);
            while (playing is not { IsCompleted: true })
            {
                var reading = stream.ReadAsync(buffer.AsMemory(filled), _leaving.Token).AsTask();
                if (await Task.WhenAny(reading, playing ?? reading) != reading)
                {
                    break;
                }

                var count = await reading;
                if (count == 0)
                {
                    return;
                }

                filled += count;
                foreach (var request in Requests(buffer, ref filled))
                {
                    Asked.Add(request.Method);
                    var answer = Answer(request) ?? Usual(request);
                    if (answer.Status != 100)
                    {
                        await stream.WriteAsync(answer.ToBytes(), _leaving.Token);
                    }

                    if (request.Method == "PLAY" && (answer.Status is 100 or 200))
                    {
                        playing = Play(stream, _leaving.Token);
                    }
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // The viewer or the test is gone.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (Certificate is null)
        {
            return client.GetStream();
        }

        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _leaving.Token);
        return tls;
    }

    private static List<RtspMessage> Requests(byte[] buffer, ref int filled)
    {
        var reader = new RtspMessageReader(buffer.AsSpan(0, filled));
        var requests = new List<RtspMessage>();
        while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            if (kind == RtspItemKind.Message && reader.Message.IsRequest)
            {
                requests.Add(reader.Message);
            }
        }

        buffer.AsSpan(reader.Consumed, filled - reader.Consumed).CopyTo(buffer);
        filled -= reader.Consumed;
        return requests;
    }

    private RtspMessage Usual(RtspMessage request)
    {
        var answer = RtspMessage.Answer(request, 200, "OK");
        switch (request.Method)
        {
            case "OPTIONS":
                answer.Headers.Add("Public", "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER");
                break;
            case "DESCRIBE":
                answer.Body = System.Text.Encoding.ASCII.GetBytes(Description);
                break;
            case "SETUP":
                answer.Headers.Add("Session", "0815;timeout=2");
                answer.Headers.Add("Transport", request.Headers["Transport"]!);
                break;
        }

        return answer;
    }
}
