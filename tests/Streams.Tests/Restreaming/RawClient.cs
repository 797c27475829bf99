using System.Net.Sockets;
using System.Text;
using Vedette.Media.Rtsp;

namespace Vedette.Streams.Tests.Restreaming;

/// <summary>An RTSP client that says what the test wants, and no more.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _connection;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _filled;
    private int _sequence;

    private RawClient(TcpClient connection) => _connection = connection;

    public int LocalPort => ((System.Net.IPEndPoint)_connection.Client.LocalEndPoint!).Port;

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", port, Limit);
        return new RawClient(connection);
    }

    public static string Basic(string username, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"));

    public async Task<RtspMessage> AskAsync(string method, string uri, params (string Name, string Value)[] headers)
    {
        var request = RtspMessage.Request(method, uri);
        request.Headers.Add("CSeq", (++_sequence).ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        await SendAsync(request.ToBytes());
        while (true)
        {
            if (await ReadAsync() is { } message)
            {
                return message;
            }
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _connection.GetStream().WriteAsync(bytes, Limit);

    /// <summary>The next item, a message or (null) a frame.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    public async Task<RtspMessage?> ReadAsync()
    {
        while (true)
        {
            if (TryRead(out var message))
            {
                return message;
            }

            await ReceiveAsync();
        }
    }

    /// <summary>The payload of the next interleaved frame.</summary>
    public async Task<(byte Channel, byte[] Payload)> FrameAsync()
    {
        while (true)
        {
            var reader = new RtspMessageReader(_buffer.AsSpan(0, _filled));
            var kind = reader.Read();
            (byte, byte[])? frame = kind == RtspItemKind.Frame ? (reader.Channel, reader.Payload.ToArray()) : null;
            Consume(reader.Consumed);
            if (frame is { } found)
            {
                return found;
            }

            if (kind == RtspItemKind.Incomplete)
            {
                await ReceiveAsync();
            }
        }
    }

    /// <summary>Whether the server closes the connection within the limit.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            while (true)
            {
                _filled = 0;
                await ReceiveAsync();
            }
        }
        catch (Exception end) when (end is EndOfStreamException or IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _connection.Dispose();

    private bool TryRead(out RtspMessage? message)
    {
        var reader = new RtspMessageReader(_buffer.AsSpan(0, _filled));
        var kind = reader.Read();
        message = kind == RtspItemKind.Message ? reader.Message : null;
        Consume(reader.Consumed);
        return kind != RtspItemKind.Incomplete;
    }

    private void Consume(int bytes)
    {
        _buffer.AsSpan(bytes, _filled - bytes).CopyTo(_buffer);
        _filled -= bytes;
    }

    private async Task ReceiveAsync()
    {
        var received = await _connection.GetStream().ReadAsync(_buffer.AsMemory(_filled), Limit);
        _filled += received > 0 ? received : throw new EndOfStreamException();
    }
}
