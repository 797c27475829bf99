using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vedette.Support;

/// <summary>A TCP server on loopback that answers each request as the test says, well or badly: what follows the head is the script's business.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Func<ScriptedRequest, CancellationToken, Task> _script;
    private readonly Task _accepting;

    /// <summary>Starts to serve.</summary>
    /// <param name="script">Answers one request; the connection closes afterwards.</param>
    /// <param name="address">Where to listen; 127.0.0.1 unless given.</param>
    public ScriptedServer(Func<ScriptedRequest, CancellationToken, Task> script, IPAddress? address = null)
    {
        _script = script;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Starts to serve a fixed answer.</summary>
    public ScriptedServer(string answer)
        : this((request, cancellation) => request.WriteAsync(answer, cancellation))
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>The heads of all requests so far.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>A whole answer with a body.</summary>
    public static string Ok(string body, string type = "application/json") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>An answer that leads elsewhere.</summary>
    public static string Redirect(string location, int status = 302) =>
        $"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _leaving.Dispose();
    }

    private async Task AcceptAsync()
    {
        var guests = new List<Task>();
        try
        {
            while (true)
            {
                guests.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_leaving.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(guests);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            Heads.Enqueue(head);
            await _script(new ScriptedRequest(head, stream), _leaving.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The guest or the test is gone.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _leaving.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
