using System.Net;
using System.Net.Sockets;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;

namespace Vedette.Streams.Restreaming;

/// <summary>One client's connection: reads its requests until it leaves, takes too long, or is sent away.</summary>
/// <remarks>Whoever connects is a stranger until it has proved otherwise: little memory, few tries, a few seconds.</remarks>
internal sealed class RestreamConnection : IDisposable
{
    private const int MostRequestBytes = 20 * 1024;
    private const int UsualRequestBytes = 2 * 1024;

    // Set, so that the kernel does not let a slow client's backlog grow to megabytes.
    private const int SendBufferBytes = 512 * 1024;

    private static readonly TimeSpan AdmissionPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdlePatience = RestreamSession.LifePatience + TimeSpan.FromSeconds(15);

    private readonly Socket _socket;
    private readonly RestreamPacer _pacer;
    private readonly TimeProvider _time;
    private readonly InterleavedOutgoing _outgoing;
    private readonly RestreamDialogue _dialogue;

    public RestreamConnection(Socket socket, RestreamDesk desk, RestreamPacer pacer, TimeProvider time)
    {
        (_socket, _pacer, _time) = (socket, pacer, time);
        _socket.Blocking = false;
        _socket.NoDelay = true;
        _socket.SendBufferSize = SendBufferBytes;
        Address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        _outgoing = new InterleavedOutgoing(socket, time);
        _dialogue = new RestreamDialogue(desk, Address, _outgoing, time);
        KeepAlive();
    }

    /// <summary>Where it comes from.</summary>
    public IPAddress Address { get; }

    /// <summary>The key it was let in with.</summary>
    public Guid? Key => _dialogue.Key;

    /// <summary>Sends the client away.</summary>
    public void Close() => _outgoing.Close();

    /// <summary>Serves the client until the connection ends.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(AdmissionPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            await ServeAsync(patience, either.Token);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client left or took too long, or we stop: ordinary ends.
        }
        catch (SourceException)
        {
            _outgoing.Answer(RtspMessage.Response(400, "Bad Request").ToBytes());
        }
    }

    public void Dispose()
    {
        _dialogue.Dispose();
        _outgoing.Close();
    }

    private async Task ServeAsync(CancellationTokenSource patience, CancellationToken cancellation)
    {
        var buffer = new byte[UsualRequestBytes];
        for (var filled = 0; ;)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, cancellation);
            if (received == 0)
            {
                return;
            }

            filled += received;
            while (Next(buffer.AsSpan(0, filled), out var consumed) is var request && consumed > 0)
            {
                buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                filled -= consumed;
                if (request is not null && !await TakeAsync(request, patience, cancellation))
                {
                    return;
                }
            }

            if (filled == UsualRequestBytes)
            {
                Array.Resize(ref buffer, MostRequestBytes);
            }
            else if (filled == buffer.Length)
            {
                _outgoing.Answer(RtspMessage.Response(413, "Request Entity Too Large").ToBytes());
                return;
            }
        }
    }

    /// <summary>The next request; null, with something consumed, for what needs no answer: frames are the client's reports, answers are to nothing we asked.</summary>
    private RtspMessage? Next(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var reader = new RtspMessageReader(bytes);
        var kind = reader.Read();
        consumed = reader.Consumed;
        if (kind == RtspItemKind.Frame)
        {
            _dialogue.Session?.NoteLife();
        }

        return kind == RtspItemKind.Message && reader.Message.IsRequest ? reader.Message : null;
    }

    private async Task<bool> TakeAsync(RtspMessage request, CancellationTokenSource patience, CancellationToken cancellation)
    {
        var isPlaying = _dialogue.Session is not null;
        var answer = await _dialogue.AnswerAsync(request, cancellation);
        _outgoing.Answer(answer.ToBytes());
        if (_dialogue.IsOver)
        {
            return false;
        }

        if (_dialogue.Session is { } session && !isPlaying)
        {
            // Behind the answer, so that no picture goes before it.
            _pacer.Join(session);
        }

        if (_dialogue.IsAdmitted)
        {
            // Who plays is kept alive by what is sent; ffmpeg says nothing while nothing comes.
            patience.CancelAfter(_dialogue.Session is null ? IdlePatience : Timeout.InfiniteTimeSpan);
        }

        return true;
    }

    /// <summary>A machine that vanishes while its camera is silent would be waited for for ever.</summary>
    private void KeepAlive()
    {
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }
}
