using System.Net;
using System.Net.Sockets;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Ts;

/// <summary>
/// Receives datagrams sent to one of this machine's addresses or to a multicast group (<c>udp://239.1.2.3:5000</c>,
/// <c>udp://127.0.0.1:5000</c>). Whoever sends first is the camera; datagrams of others are dropped.
/// </summary>
internal sealed class UdpInput : IDisposable
{
    private const int ReceiveBufferBytes = 1 << 20;

    private readonly Socket _socket;
    private readonly SourceEndpoint _endpoint;
    private readonly SourceTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly SocketAddress _from;
    private SocketAddress? _camera;

    private UdpInput(Socket socket, SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time) =>
        (_socket, _endpoint, _timeouts, _time, _from) = (socket, endpoint, timeouts, time, new SocketAddress(socket.AddressFamily));

    /// <summary>Opens the port.</summary>
    /// <exception cref="SourceException">The address is not one of this machine's, or the port is taken.</exception>
    public static UdpInput Open(SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time)
    {
        if (!IPAddress.TryParse(endpoint.Url.IdnHost.Trim('[', ']'), out var address) || endpoint.Url.Port <= 0)
        {
            throw new SourceException(FeedBreakCause.NoSuchPath, "MPEG-TS over UDP is written udp://address:port, with a multicast group or an address of this machine.");
        }

        var isGroup = address.AddressFamily == AddressFamily.InterNetworkV6 ? address.IsIPv6Multicast : address.GetAddressBytes()[0] is >= 224 and < 240;
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBufferBytes };
        try
        {
            Bind(socket, address, endpoint.Url.Port, isGroup);
            return new UdpInput(socket, endpoint, timeouts, time);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new SourceException(
                FeedBreakCause.Unreachable, $"Nothing can be received at {address} port {endpoint.Url.Port}: {problem.SocketErrorCode}.", problem);
        }
    }

    /// <summary>Waits for the next datagram.</summary>
    /// <exception cref="SourceException">Nothing comes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_timeouts.Stall, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            while (true)
            {
                var count = await _socket.ReceiveFromAsync(into, SocketFlags.None, _from, both.Token);
                if (count > 0 && IsCamera())
                {
                    return count;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceException(FeedBreakCause.Stalled, $"Nothing arrived for {_timeouts.Stall.TotalSeconds:0} seconds.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static void Bind(Socket socket, IPAddress address, int port, bool isGroup)
    {
        if (!isGroup)
        {
            socket.Bind(new IPEndPoint(address, port));
            return;
        }

        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(address, port)); // to the group itself, so that nothing else comes in at this port
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(address));
        }
        else
        {
            socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(address));
        }
    }

    private bool IsCamera()
    {
        if (_camera is null)
        {
            var sender = (IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(_from);
            if (!_endpoint.Addresses.Allows(sender.Address))
            {
                return false;
            }

            _camera = new SocketAddress(_from.Family, _from.Size);
            _from.Buffer[.._from.Size].CopyTo(_camera.Buffer);
        }

        return _camera.Equals(_from);
    }
}
