using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>A camera on loopback that says what a transcript says.</summary>
internal sealed class ReplayedCamera : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Transcript.Rule> _rules;
    private readonly (string Name, string Text)[] _fills;
    private readonly List<RtspMessage> _asked = [];
    private readonly Datagrams _datagrams = new();
    private readonly Task _accepting;

    public ReplayedCamera(Transcript transcript, params (string Name, string Text)[] fills)
    {
        (_rules, _fills) = (transcript.Over(Transcript.Named("plain")).Rules(), [.. fills, ("sets", FakeCamera.Sets)]);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What it shows of itself when it is to be talked to encrypted (rtsps), or null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What it shows with its certificate: nothing, as cameras do, or who signed it.</summary>
    public X509Certificate2Collection Signers { get; init; } = [];

    /// <summary>Host and port, as they stand in a URL.</summary>
    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public SourceEndpoint Endpoint => new(new Uri($"{(Certificate is null ? "rtsp" : "rtsps")}://{Host}/live"), "admin", "hush");

    /// <summary>How many connections there were.</summary>
    public int Connections { get; private set; }

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<RtspMessage> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>Frames that were sent to the camera: receiver reports.</summary>
    public int Reports { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _leaving.Dispose();
        _datagrams.Dispose();
    }

    private async Task AcceptAsync()
    {
        var viewers = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_leaving.Token);
                Connections++;
                viewers.Add(ServeAsync(client));
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
        connection.NoDelay = true;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        var playing = new List<Task>();
        var (buffer, filled) = (new byte[64 * 1024], 0);
        try
        {
            await using var stream = await EncryptAsync(connection.GetStream());
            while (await stream.ReadAsync(buffer.AsMemory(filled), _leaving.Token) is var count and > 0)
            {
                filled += count;
                foreach (var request in Requests(buffer, ref filled))
                {
                    playing.Add(await AnswerAsync(stream, connection.Client, request, gone.Token));
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The viewer or the test is gone, or does not believe who we are.
        }

        await gone.CancelAsync();
        await Task.WhenAll(playing);
    }

    private async Task<Stream> EncryptAsync(NetworkStream stream)
    {
        if (Certificate is null)
        {
            return stream;
        }

        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, Signers, offline: true) }, _leaving.Token);
        return encrypted;
    }

    private List<RtspMessage> Requests(byte[] buffer, ref int filled)
    {
        var reader = new RtspMessageReader(buffer.AsSpan(0, filled));
        var requests = new List<RtspMessage>();
        while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            if (kind == RtspItemKind.Frame)
            {
                Reports++;
            }
            else if (reader.Message.IsRequest)
            {
                requests.Add(reader.Message);
            }
        }

        buffer.AsSpan(reader.Consumed, filled - reader.Consumed).CopyTo(buffer);
        filled -= reader.Consumed;
        lock (_asked)
        {
            _asked.AddRange(requests);
        }

        return requests;
    }

    /// <summary>Answers; gives the sending that goes on while other requests are answered.</summary>
    private async Task<Task> AnswerAsync(Stream stream, Socket socket, RtspMessage request, CancellationToken leaving)
    {
        _datagrams.Aim(request.Headers["Transport"]);
        var rule = Choose(request);
        if (rule is null)
        {
            var known = _rules.Exists(other => other.Method == request.Method);
            await stream.WriteAsync(RtspMessage.Answer(request, known ? 404 : 200, known ? "Not Found" : "OK").ToBytes(), leaving);
            return Task.CompletedTask;
        }

        var (script, wire) = (new MediaScript(), new Wire(this, stream));
        await script.RunAsync(Lines(rule.Before), wire, leaving);
        await stream.WriteAsync(AnswerOf(rule, request), leaving);
        return SendOnAsync();

        IEnumerable<string> Lines(List<string> lines) => lines.SelectMany(line => Fill(line, request).Split('\n'));

        async Task SendOnAsync()
        {
            try
            {
                if (await script.RunAsync(Lines(rule.After), wire, leaving) && rule.After.Count > 0)
                {
                    // Half-closed: closing with something unread would take away what was sent.
                    await (stream is SslStream encrypted ? encrypted.ShutdownAsync() : Task.CompletedTask);
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The viewer or the test is gone.
            }
        }
    }

    private Transcript.Rule? Choose(RtspMessage request)
    {
        var text = Encoding.UTF8.GetString(request.ToBytes());
        lock (_rules)
        {
            var rule = _rules.Find(rule => rule.Method == request.Method && rule.Words.All(word => text.Contains(Fill(word, request), StringComparison.Ordinal)));
            if (rule is not null && _rules.FindLast(other => other.Method == rule.Method && other.Words.SequenceEqual(rule.Words)) != rule)
            {
                _ = _rules.Remove(rule);
            }

            return rule;
        }
    }

    private ReadOnlyMemory<byte> AnswerOf(Transcript.Rule rule, RtspMessage request)
    {
        if (rule.Answer.Count == 0)
        {
            return default;
        }

        var lines = string.Join("\n", rule.Answer.Select(line => Fill(line, request))).Split('\n').ToList();
        var empty = lines.IndexOf("");
        var head = empty < 0 ? lines : lines[..empty];
        var body = empty < 0 ? "" : string.Join("\r\n", lines[(empty + 1)..]).TrimEnd('\r', '\n');
        body = body.Length > 0 ? body + "\r\n" : body;
        var length = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(string.Join("\r\n", head).Replace("{length}", length, StringComparison.Ordinal) + "\r\n\r\n" + body);
    }

    private string Fill(string text, RtspMessage request)
    {
        text = _fills.Aggregate(text, (filled, fill) => filled.Replace($"{{{fill.Name}}}", fill.Text, StringComparison.Ordinal));
        return text.Replace("{cseq}", request.Headers["CSeq"], StringComparison.Ordinal)
            .Replace("{ports}", _datagrams.Ports, StringComparison.Ordinal)
            .Replace("{host}", Host, StringComparison.Ordinal)
            .Replace("{space}", " ", StringComparison.Ordinal)
            .Replace("{transport}", request.Headers["Transport"], StringComparison.Ordinal);
    }

    private sealed class Wire(ReplayedCamera camera, Stream stream) : IScriptedWire
    {
        public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken leaving) => await stream.WriteAsync(bytes, leaving);

        public Task SendDatagramAsync(byte channel, ReadOnlyMemory<byte> bytes, CancellationToken leaving) => camera._datagrams.SendAsync(channel, bytes, leaving);

        public async Task<bool> DemandAsync(string what, TimeSpan limit, CancellationToken leaving)
        {
            var (before, since) = (what == "punch" ? 0 : Count(), TimeProvider.System.GetTimestamp());
            while (Count() == before)
            {
                if (TimeProvider.System.GetElapsedTime(since) > limit)
                {
                    return false;
                }

                await Task.Delay(10, leaving);
            }

            return true;

            int Count() => what switch
            {
                "report" => camera.Reports,
                "punch" => camera._datagrams.WasPunched ? 1 : 0,
                _ => camera.Asked.Count(request => request.Method == what),
            };
        }
    }
}
