using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Vedette.Platform.Outbound;

namespace Vedette.Sensing.Discovering;

/// <summary>
/// Finds things in the local networks (WoT Discovery section 6.2: DNS-SD <c>_wot._tcp</c> over multicast DNS, IPv4 and IPv6), or asks given hosts
/// directly, where the network does not carry multicast.
/// </summary>
internal sealed class ServiceSearch(AddressRules rules, SensingOptions options, TimeProvider time)
{
    public const int Port = 5353;

    private const string Service = "_wot._tcp.local";
    private const int MostDatagrams = 2048;
    private const int MostQuestions = 256;
    private const int LargestDatagram = 9000;
    private static readonly IPEndPoint Group = new(IPAddress.Parse("224.0.0.251"), Port);
    private static readonly IPEndPoint GroupV6 = new(IPAddress.Parse("ff02::fb"), Port);

    /// <summary>Searches.</summary>
    /// <param name="patience">How long to wait for answers.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<ServiceOffer>> SearchAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var records = new ServiceRecords(Service);
        using var expiry = new CancellationTokenSource(patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        var asked = new List<Task>();
        foreach (var network in Networks())
        {
            asked.Add(AskAsync(network, [network.AddressFamily == AddressFamily.InterNetwork ? Group : GroupV6], records, limit.Token));
        }

        foreach (var family in options.DiscoveryTargets.Select(Target).GroupBy(target => target.AddressFamily))
        {
            asked.Add(AskAsync(family.Key == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, [.. family], records, limit.Token));
        }

        await Task.WhenAll(asked);
        cancellation.ThrowIfCancellationRequested();
        return [.. records.Instances.Select(instance => Found(records, instance)).OfType<ServiceOffer>().DistinctBy(found => found.Url)];
    }

    private static IPEndPoint Target(string text) => IPEndPoint.Parse(text) is { Port: > 0 } given ? given : new IPEndPoint(IPEndPoint.Parse(text).Address, Port);

    private IEnumerable<IPAddress> Networks() => options.DiscoveryNetworks.Count > 0
        ? options.DiscoveryNetworks.Select(IPAddress.Parse)
        : from network in NetworkInterface.GetAllNetworkInterfaces()
          where network.OperationalStatus == OperationalStatus.Up || network.NetworkInterfaceType == NetworkInterfaceType.Loopback
          from unicast in network.GetIPProperties().UnicastAddresses
          let address = unicast.Address
          where options.DiscoverLoopback || !IPAddress.IsLoopback(address)
          where network.SupportsMulticast || IPAddress.IsLoopback(address)
          // Over IPv6 the group is asked from the one address every network has.
          where address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv6LinkLocal
          select address;

    private static async Task AskAsync(IPAddress from, IReadOnlyList<IPEndPoint> targets, ServiceRecords records, CancellationToken ending)
    {
        try
        {
            using var socket = new Socket(from.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(from, 0));
            if (from.AddressFamily == AddressFamily.InterNetwork && !from.Equals(IPAddress.Any))
            {
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, from.GetAddressBytes());
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 255);
            }
            else if (from.IsIPv6LinkLocal)
            {
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, (int)from.ScopeId);
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastTimeToLive, 255);
            }

            var question = ServiceRecords.Question(Service, ServiceRecords.Pointer);
            for (var time = 0; time < 2; time++)
            {
                // Asked twice: datagrams get lost.
                await SendAsync(socket, question, targets, ending);
            }

            await ListenAsync(socket, targets, records, ending);
        }
        catch (OperationCanceledException)
        {
            // Time is up.
        }
        catch (SocketException)
        {
            // Not there any more, or without multicast: the other networks may have things.
        }
    }

    private static async Task ListenAsync(Socket socket, IReadOnlyList<IPEndPoint> targets, ServiceRecords records, CancellationToken ending)
    {
        var buffer = new byte[LargestDatagram];
        var anybody = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        var asked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var datagrams = 0; datagrams < MostDatagrams; datagrams++)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, ending);
                List<byte[]> questions;
                lock (records)
                {
                    records.Take(buffer.AsSpan(0, received.ReceivedBytes));
                    questions = Missing(records, asked);
                }

                foreach (var question in questions)
                {
                    await SendAsync(socket, question, targets, ending);
                }
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
            {
                // One of the hosts asked directly does not listen (ICMP port unreachable).
            }
        }
    }

    /// <summary>What an answer left out is asked for, once.</summary>
    private static List<byte[]> Missing(ServiceRecords records, HashSet<string> asked)
    {
        var questions = new List<byte[]>();
        foreach (var instance in records.Instances)
        {
            var location = records.LocationOf(instance);
            var missing = location is null ? instance : records.AddressesOf(location.Value.Host).Count == 0 ? location.Value.Host : null;
            if (missing is not null && asked.Count < MostQuestions && asked.Add(missing))
            {
                questions.Add(location is null
                    ? ServiceRecords.Question(missing, ServiceRecords.Location, ServiceRecords.Text)
                    : ServiceRecords.Question(missing, ServiceRecords.Address, ServiceRecords.AddressV6));
            }
        }

        return questions;
    }

    private static async Task SendAsync(Socket socket, byte[] question, IReadOnlyList<IPEndPoint> targets, CancellationToken ending)
    {
        foreach (var target in targets)
        {
            _ = await socket.SendToAsync(question, SocketFlags.None, target, ending);
        }
    }

    /// <summary>Where it is, as far as this installation may go there.</summary>
    private ServiceOffer? Found(ServiceRecords records, string instance)
    {
        if (records.LocationOf(instance) is not { Port: > 0 } location
            || records.AddressesOf(location.Host).FirstOrDefault(address => rules.Objection(address, OutboundReach.AllowList) is null) is not { } address)
        {
            return null;
        }

        var text = records.TextOf(instance);
        var scheme = text.GetValueOrDefault("scheme") is "https" ? "https" : "http";
        var isDirectory = string.Equals(text.GetValueOrDefault("type"), "Directory", StringComparison.OrdinalIgnoreCase);
        var path = text.GetValueOrDefault("td") is { Length: > 0 and < 1024 } td ? td : "/.well-known/wot";
        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        return Uri.TryCreate(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{location.Port}/{path.TrimStart('/')}"), UriKind.Absolute, out var url)
            ? new ServiceOffer(instance[..^(Service.Length + 1)].Replace('\u0001', '.'), url, isDirectory)
            : null;
    }
}
