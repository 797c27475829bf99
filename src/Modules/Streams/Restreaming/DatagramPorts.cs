using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Streams.Restreaming;

/// <summary>The pair of UDP ports all clients are sent to from: RTP on the even one, RTCP on the next, where their reports come in.</summary>
internal sealed class DatagramPorts : IDisposable
{
    private const int Tries = 32;
    private const int LongestReport = 2048;
    private const int SendBufferBytes = 4 << 20;

    private readonly Socket _packets;
    private readonly Socket _reports;
    private readonly ConcurrentDictionary<IPEndPoint, RestreamSession> _sessions = new();

    private DatagramPorts(Socket packets, Socket reports)
    {
        (_packets, _reports) = (packets, reports);
        _packets.SendBufferSize = SendBufferBytes;
        Port = (ushort)((IPEndPoint)packets.LocalEndPoint!).Port;
    }

    /// <summary>The even one.</summary>
    public ushort Port { get; }

    /// <summary>Binds a pair.</summary>
    /// <param name="address">The address to send from.</param>
    /// <param name="port">The even port; 0 takes a free pair.</param>
    /// <exception cref="SocketException">The ports are not free.</exception>
    public static DatagramPorts Open(IPAddress address, int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            var packets = Bind(address, port);
            var first = ((IPEndPoint)packets.LocalEndPoint!).Port;
            try
            {
                if (first % 2 == 0)
                {
                    return new DatagramPorts(packets, Bind(address, first + 1));
                }
            }
            catch (SocketException) when (port == 0 && attempt < Tries)
            {
                // Its neighbour is taken: another pair.
            }

            packets.Dispose();
            if (port != 0 || attempt >= Tries)
            {
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            }
        }
    }

    /// <summary>Sends without waiting; false when the machine's queue is full. A client whose port is closed is no error.</summary>
    public bool TrySend(ReadOnlySpan<byte> datagram, bool isReport, SocketAddress to)
    {
        try
        {
            _ = (isReport ? _reports : _packets).SendTo(datagram, SocketFlags.None, to);
            return true;
        }
        catch (SocketException full) when (full.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            return false;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable)
        {
            return true; // lost, as datagrams are; silence ends the session
        }
    }

    /// <summary>Reports from there are signs of that client's life.</summary>
    public void Expect(IPEndPoint reports, RestreamSession session) => _sessions[reports] = session;

    public void Forget(IPEndPoint reports, RestreamSession session) => _ = _sessions.TryRemove(KeyValuePair.Create(reports, session));

    /// <summary>Takes the clients' reports until cancelled. What is in them is of no use to a camera's pictures.</summary>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        var buffer = new byte[LongestReport];
        var anybody = new IPEndPoint(_reports.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (true)
        {
            try
            {
                var received = await _reports.ReceiveFromAsync(buffer.AsMemory(), SocketFlags.None, anybody, cancellation);
                if (_sessions.TryGetValue((IPEndPoint)received.RemoteEndPoint, out var session))
                {
                    session.NoteLife();
                }
            }
            catch (SocketException lost) when (lost.SocketErrorCode is SocketError.ConnectionReset or SocketError.MessageSize or SocketError.ConnectionRefused)
            {
                // Somebody's port was closed, or it was no report.
            }
        }
    }

    public void Dispose()
    {
        _packets.Dispose();
        _reports.Dispose();
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
