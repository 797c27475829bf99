using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vedette.Media.Tests.Onvif;

/// <summary>A web server that says to each request what a test wrote, byte for byte, and keeps what it was asked.</summary>
internal sealed class ScriptedDevice : IAsyncDisposable
{
    public const string Clock = """
        <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><GetSystemDateAndTimeResponse><SystemDateAndTime><UTCDateTime><Time><Hour>10</Hour><Minute>0</Minute><Second>0</Second></Time><Date><Year>2026</Year><Month>1</Month><Day>1</Day></Date></UTCDateTime></SystemDateAndTime></GetSystemDateAndTimeResponse></e:Body></e:Envelope>
        """;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly List<string> _asked = [];
    private readonly Task _accepting;

    private ScriptedDevice(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/onvif/device_service");

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>Answers with XML as a good device does.</summary>
    public static ScriptedDevice Saying(Func<string, string> xml) => new((request, stream, cancellation) => WriteAsync(stream, Whole(xml(request)), cancellation));

    /// <summary>Answers with bytes, headers included, and hangs up.</summary>
    public static ScriptedDevice Sending(Func<string, Stream, CancellationToken, Task> answer) => new(answer);

    public static string Whole(string body, string status = "200 OK", string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/soap+xml\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public static Task WriteAsync(Stream stream, string text, CancellationToken cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                lock (_asked)
                {
                    _asked.Add(request);
                }

                await _answer(request, stream, _closing.Token);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
            {
                // Whoever asked has had enough.
            }
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _closing.Token);
            _ = text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (count == 0 || text.ToString().Contains("</s:Envelope>", StringComparison.Ordinal))
            {
                return text.ToString();
            }
        }
    }
}
