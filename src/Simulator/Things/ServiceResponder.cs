using System.Net;
using System.Net.Sockets;

namespace Vedette.Simulator.Things;

/// <summary>
/// Answers questions for <c>_wot._tcp</c> on a UDP port of 127.0.0.1; on multicast DNS's own port (5353) also those sent to the group,
/// where the loopback carries multicast.
/// </summary>
internal sealed class ServiceResponder : IAsyncDisposable
{
    private const int WellKnownPort = 5353;
    private static readonly IPAddress Group = IPAddress.Parse("224.0.0.251");

    private readonly Socket _socket;
    private readonly Func<IReadOnlyList<(string Name, Uri Description, string Type)>> _found;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _answering;

    public ServiceResponder(Func<IReadOnlyList<(string Name, Uri Description, string Type)>> found, int port)
    {
        _found = found;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (port == WellKnownPort)
        {
            // The group's datagrams reach only sockets bound to any address; who is not on this machine is not answered.
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(new IPEndPoint(IPAddress.Any, port));
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(Group, IPAddress.Loopback));
        }
        else
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _answering = AnswerAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _answering;
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task AnswerAsync()
    {
        var buffer = new byte[9000];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
                if (received.RemoteEndPoint is IPEndPoint asker && IPAddress.IsLoopback(asker.Address) && ServiceAnswer.Asks(buffer.AsSpan(0, received.ReceivedBytes), out var id))
                {
                    // A resolver on the group's own port reads what is sent to the group; any other asks for itself (RFC 6762 section 6.7).
                    var isLegacy = asker.Port != WellKnownPort;
                    _ = await _socket.SendToAsync(
                        ServiceAnswer.Write(id, isLegacy, _found()), SocketFlags.None, isLegacy ? asker : new IPEndPoint(Group, WellKnownPort), _closing.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Who asked is gone; the next one may not be.
            }
        }
    }
}
