using System.Net;
using System.Net.Sockets;

namespace Vedette.Platform.Outbound;

/// <summary>Opens connections: a name is resolved once, its addresses are judged, and a judged one is connected to.</summary>
internal sealed class OutboundConnector(AddressRules rules, NameLookup lookup, OutboundReach reach)
{
    // A name may have any number of addresses; whoever owns it decides.
    private const int MostTried = 4;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var judged = (await AddressesAsync(target.Host, cancellation)).Select(address => (Address: address, Objection: rules.Objection(address, reach))).ToList();
        var allowed = judged.Where(one => one.Objection is null).Select(one => one.Address).Take(MostTried).ToList();
        if (allowed.Count == 0)
        {
            throw judged.Count == 0
                ? new OutboundException(OutboundFailure.Unreachable, $"The name {target.Host} has no address.")
                : new OutboundException(OutboundFailure.AddressNotAllowed, judged[0].Objection!);
        }

        return await ConnectAsync(allowed, target.Port, cancellation);
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return [address];
        }

        try
        {
            return await lookup(host, cancellation);
        }
        catch (SocketException unknown)
        {
            throw new OutboundException(OutboundFailure.Unreachable, $"The name {host} is not known.", unknown);
        }
    }

    private static async Task<Stream> ConnectAsync(List<IPAddress> addresses, int port, CancellationToken cancellation)
    {
        SocketException? last = null;
        foreach (var address in addresses.Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new OutboundException(OutboundFailure.Unreachable, $"Nobody answers at {addresses[0]}, port {port}.", last);
    }
}
