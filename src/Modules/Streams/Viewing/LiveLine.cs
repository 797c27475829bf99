using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Vedette.Streams.Viewing;

/// <summary>
/// The connection under a viewer's WebSocket. Reads what the web server reads, but writes to the connection itself: through the web server
/// each picture is copied twice more for each viewer, handed to another thread, and waits in memory of its own.
/// </summary>
/// <remarks>
/// Belongs here: that frames go out whole, one after another, whoever sends them: the live view (<see cref="SendNow"/>), or the WebSocket
/// with its pings, its close and what had to wait. Does not: knowing what is sent.
/// </remarks>
internal sealed class LiveLine : Stream
{
    // RFC 6455 section 1.3.
    private const string Key = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    private readonly Stream _reading;
    private readonly Socket _socket;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _end = new();

    /// <param name="reading">The upgraded connection of the web server.</param>
    /// <param name="socket">What is under it, on which the web server sends no more.</param>
    public LiveLine(Stream reading, Socket socket)
    {
        (_reading, _socket) = (reading, socket);
        _socket.Blocking = false;
        _socket.NoDelay = true;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Answers the request for a WebSocket (RFC 6455 section 4.2.2); null where what is under the request cannot be had: then the web server answers.</summary>
    public static async Task<LiveLine?> OpenAsync(HttpContext context)
    {
        if (!OperatingSystem.IsLinux()
            || context.Features.Get<IConnectionSocketFeature>()?.Socket is not { ProtocolType: ProtocolType.Tcp } socket
            || context.Features.Get<ITlsHandshakeFeature>() is not null
            || context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || SentBytes.Of(socket) is not { } sent)
        {
            return null;
        }

        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Accept(context.Request.Headers.SecWebSocketKey.ToString());
        var line = new LiveLine(await upgrade.UpgradeAsync(), socket);

        // The web server hands its answer to another thread, which has most often sent it by now. Nothing of ours may go before it.
        using var limit = new CancellationTokenSource(AnswerPatience);
        while (SentBytes.Of(socket) == sent)
        {
            await Task.Delay(1, limit.Token);
        }

        return line;
    }

    /// <summary>Begins to send a whole frame. Completed at once where the connection takes it, which it nearly always does; good until then.</summary>
    public ValueTask SendNow(ReadOnlyMemory<byte> frame)
    {
        if (!_turn.Wait(0, CancellationToken.None))
        {
            return SendLaterAsync(frame);
        }

        try
        {
            var sent = _socket.Send(frame.Span, SocketFlags.None, out var error);
            if (sent < frame.Length && error is SocketError.Success or SocketError.WouldBlock)
            {
                return SendRestAsync(frame[sent..]);
            }

            _ = _turn.Release();
            return error == SocketError.Success ? ValueTask.CompletedTask : ValueTask.FromException(new IOException("The viewer left.", new SocketException((int)error)));
        }
        catch (ObjectDisposedException gone)
        {
            _ = _turn.Release();
            return ValueTask.FromException(gone);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _reading.ReadAsync(buffer, cancellationToken);

    // Called with a cancelled token only to tear the connection down, which ends what is under way.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => SendNow(buffer);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_end.IsCancellationRequested)
        {
            _end.Cancel();
            _reading.Dispose();
        }

        base.Dispose(disposing);
    }

    // The protocol asks for this hash, and not for its strength.
#pragma warning disable CA5350
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Key)));
#pragma warning restore CA5350

    private async ValueTask SendLaterAsync(ReadOnlyMemory<byte> frame)
    {
        await _turn.WaitAsync(_end.Token);
        await SendRestAsync(frame);
    }

    /// <summary>Has the turn, and gives it up.</summary>
    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (rest.Length > 0)
            {
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None, _end.Token)..];
            }
        }
        catch (SocketException gone)
        {
            throw new IOException("The viewer left.", gone);
        }
        finally
        {
            _ = _turn.Release();
        }
    }
}
