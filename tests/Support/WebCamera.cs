using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vedette.Support;

/// <summary>A camera's web server on loopback: whatever is asked, it sends its pictures without end (<c>multipart/x-mixed-replace</c>), or one body.</summary>
public sealed class WebCamera : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _leaving = new();
    private readonly string _type;
    private readonly byte[] _body;
    private readonly Task _accepting;

    /// <summary>Starts to serve.</summary>
    /// <param name="type">The content type; <c>multipart/…</c> repeats the body ten times a second, each time as a part.</param>
    /// <param name="body">A picture, or the whole body.</param>
    public WebCamera(string type, byte[] body)
    {
        (_type, _body) = (type, body);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the stream is.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/stream");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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
        var stream = client.GetStream();
        var isEndless = _type.StartsWith("multipart/", StringComparison.Ordinal);
        try
        {
            _ = await stream.ReadAsync(new byte[4096], _leaving.Token);
            var length = isEndless ? "" : $"Content-Length: {_body.Length}\r\n";
            await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: {_type}\r\n{length}Connection: close\r\n\r\n");
            while (isEndless)
            {
                await WriteAsync(stream, $"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {_body.Length}\r\n\r\n");
                await stream.WriteAsync(_body, _leaving.Token);
                await WriteAsync(stream, "\r\n");
                await Task.Delay(100, _leaving.Token);
            }

            await stream.WriteAsync(_body, _leaving.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The viewer or the test is gone.
        }
    }

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _leaving.Token);
}
