using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Vedette.Media.Sources;

namespace Vedette.Media.Onvif;

/// <summary>
/// Finds devices in the local network (WS-Discovery April 2005, ad-hoc mode; ONVIF Core section 7), or asks given hosts directly,
/// where the network does not carry multicast.
/// </summary>
public static class OnvifDiscovery
{
    /// <summary>WS-Discovery's port.</summary>
    public const int Port = 3702;

    private const int MostMatches = 512;
    private const int MostDatagrams = 4096;
    private static readonly IPAddress Group = IPAddress.Parse("239.255.255.250");

    /// <summary>The addresses of this machine a search can go out from: every IPv4 network that is up and carries multicast.</summary>
    /// <param name="loopback">Whether the machine itself is searched too.</param>
    public static IReadOnlyList<IPAddress> LocalNetworks(bool loopback) =>
    [
        .. from network in NetworkInterface.GetAllNetworkInterfaces()
           where network.OperationalStatus == OperationalStatus.Up || network.NetworkInterfaceType == NetworkInterfaceType.Loopback
           from address in network.GetIPProperties().UnicastAddresses
           where address.Address.AddressFamily == AddressFamily.InterNetwork && (loopback || !IPAddress.IsLoopback(address.Address))
           where network.SupportsMulticast || IPAddress.IsLoopback(address.Address)
           select address.Address,
    ];

    /// <summary>Searches.</summary>
    /// <param name="networks">Addresses of this machine to send from; each network is searched by multicast.</param>
    /// <param name="targets">Hosts to be asked directly.</param>
    /// <param name="addresses">Which answers are listened to, by where they come from.</param>
    /// <param name="patience">How long to wait for answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Each device once; in the order of their answers.</returns>
    /// <exception cref="OnvifException">Nothing was found, and a network could not be searched.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<IReadOnlyList<OnvifMatch>> SearchAsync(
        IReadOnlyCollection<IPAddress> networks,
        IReadOnlyCollection<IPEndPoint> targets,
        AddressPolicy addresses,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var found = new Found(addresses);
        using var expiry = new CancellationTokenSource(patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        await Task.WhenAll(
        [
            .. networks.Select(network => AskAsync(network, [new IPEndPoint(Group, Port)], found, limit.Token)),
            .. targets.Count == 0 ? [] : new[] { AskAsync(IPAddress.Any, targets, found, limit.Token) },
        ]);
        cancellation.ThrowIfCancellationRequested();
        return found.Matches.Count == 0 && found.Failure is { } failure
            ? throw new OnvifException(OnvifCause.Unreachable, "The network could not be searched.", failure)
            : found.Matches;
    }

    private static async Task AskAsync(IPAddress from, IReadOnlyCollection<IPEndPoint> targets, Found found, CancellationToken ending)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            if (!from.Equals(IPAddress.Any))
            {
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, from.GetAddressBytes());
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 1);
            }

            // Asked twice over (datagrams get lost), and by both types: older cameras know only the first.
            foreach (var probe in new[] { ProbeMessage.Transmitters(), ProbeMessage.Devices(), ProbeMessage.Transmitters() })
            {
                found.Expect(probe.Id);
                foreach (var target in targets)
                {
                    _ = await socket.SendToAsync(probe.Text, SocketFlags.None, target, ending);
                }
            }

            await ListenAsync(socket, found, ending);
        }
        catch (OperationCanceledException)
        {
            // Time is up.
        }
        catch (SocketException without)
        {
            // Not there any more, or without multicast: the other networks may have cameras.
            found.Fail(without);
        }
    }

    private static async Task ListenAsync(Socket socket, Found found, CancellationToken ending)
    {
        var buffer = new byte[65_535];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        for (var datagrams = 0; datagrams < MostDatagrams; datagrams++)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, ending);
                found.Take(buffer.AsMemory(0, received.ReceivedBytes), ((IPEndPoint)received.RemoteEndPoint).Address);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
            {
                // One of the hosts asked directly does not listen (ICMP port unreachable).
            }
        }
    }

    private sealed class Found(AddressPolicy addresses)
    {
        private readonly Lock _gate = new();
        private readonly HashSet<string> _asked = [];
        private readonly Dictionary<string, OnvifMatch> _matches = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<OnvifMatch> Matches
        {
            get
            {
                lock (_gate)
                {
                    return [.. _matches.Values];
                }
            }
        }

        public SocketException? Failure { get; private set; }

        public void Expect(string id)
        {
            lock (_gate)
            {
                _ = _asked.Add(id);
            }
        }

        public void Fail(SocketException without) => Failure = without;

        public void Take(ReadOnlyMemory<byte> datagram, IPAddress from)
        {
            if (!addresses.Allows(from))
            {
                return;
            }

            lock (_gate)
            {
                foreach (var match in ProbeMessage.Read(datagram, from, _asked).TakeWhile(_ => _matches.Count < MostMatches))
                {
                    _ = _matches.TryAdd(match.Identity, match);
                }
            }
        }
    }
}
