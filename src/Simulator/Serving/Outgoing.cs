using System.Buffers;
using System.Net.Sockets;

namespace Vedette.Simulator.Serving;

/// <summary>
/// What is on its way to one client. Sends at once what the socket takes, keeps the rest, and closes the connection when
/// the rest grows beyond <see cref="Limit"/>.
/// </summary>
/// <remarks>
/// Belongs here: what never waits.
/// Does not: blocking the pacer for a client that does not read.
/// </remarks>
internal sealed class Outgoing(Socket socket) : IPacketWay
{
    private const int Limit = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _waiting = new();
    private int _sent;

    /// <summary>Whether the connection is closed, by us or by the client.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Sends or keeps whole messages, in order.</summary>
    /// <returns>Whether the connection still stands.</returns>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (IsClosed)
            {
                return false;
            }

            FlushWaiting();
            var taken = _waiting.WrittenCount == 0 ? SendSome(bytes) : 0;
            _waiting.Write(bytes[taken..]);
            if (_waiting.WrittenCount - _sent > Limit)
            {
                Close();
            }

            return !IsClosed;
        }
    }

    /// <summary>Sends what was kept, as far as the socket takes it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            FlushWaiting();
        }
    }

    /// <summary>Closes the connection; its reader ends too.</summary>
    public void Close()
    {
        lock (_gate)
        {
            IsClosed = true;
            socket.Dispose();
        }
    }

    private void FlushWaiting()
    {
        if (_waiting.WrittenCount == 0 || IsClosed)
        {
            return;
        }

        _sent += SendSome(_waiting.WrittenSpan[_sent..]);
        if (_sent == _waiting.WrittenCount)
        {
            _waiting.ResetWrittenCount();
            _sent = 0;
        }
    }

    private int SendSome(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            taken += socket.Send(bytes[taken..], SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return taken;
            }

            if (error != SocketError.Success)
            {
                Close();
                return bytes.Length;
            }
        }

        return taken;
    }
}
