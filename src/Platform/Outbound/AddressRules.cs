using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Platform.Outbound;

/// <summary>Judges the addresses this server connects to on somebody's word, so that nobody sends it where they cannot go themselves.</summary>
/// <remarks>
/// Belongs here: what an address is. Does not: names (they are resolved first, and the judged address is the one connected to).
/// An IPv4 address inside an IPv6 one is judged as the IPv4 address: what counts is where the packets end.
/// </remarks>
public sealed class AddressRules
{
    private static readonly IPNetwork[] Private = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");
    private static readonly IPNetwork[] Loopback = Networks("127.0.0.0/8", "::1/128");

    // Where the machines of a hosting provider ask for their own credentials. 169.254.169.254 is link-local anyway.
    private static readonly IPNetwork[] Metadata =
        Networks("100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::/32", "fd20:ce::254/128");

    private static readonly (IPNetwork Network, string Name)[] Never =
    [
        .. Networks("0.0.0.0/8", "::/128").Select(network => (network, "Unspecified addresses")),
        .. Networks("169.254.0.0/16", "fe80::/10", "fec0::/10").Select(network => (network, "Link-local addresses")),
        .. Networks("224.0.0.0/4", "ff00::/8").Select(network => (network, "Multicast addresses")),
        .. Networks("240.0.0.0/4").Select(network => (network, "Reserved addresses")),
        .. Metadata.Select(network => (network, "Metadata addresses")),
    ];

    private readonly NetworkOptions _options;
    private readonly IPNetwork[] _allowed;

    /// <param name="options">The administrator's settings, validated.</param>
    public AddressRules(NetworkOptions options) =>
        (_options, _allowed) = (options, [.. options.AllowedNetworks.Select(IPNetwork.Parse)]);

    /// <summary>Why nobody is to be sent to <paramref name="address"/>, in words; <see langword="null"/> when there is nothing against it.</summary>
    public string? Objection(IPAddress address, OutboundReach reach)
    {
        var given = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Carried(given).FirstOrDefault(IsForbidden) is { } inner)
        {
            return $"{given} leads to {inner}, where no request goes.";
        }

        return ForbiddenName(given) is { } name ? $"{name} ({given}) are never connected to."
            : Within(Loopback, given) ? _options.AllowLoopback ? null : $"{given} is this machine itself; requests to it are not allowed here (network:allowLoopback)."
            : Within(_allowed, given) || (_options.AllowPrivateNetworks && Within(Private, given)) ? null
            : reach == OutboundReach.Anywhere && !Within(Private, given) ? null
            : $"{given} is in no network this installation may talk to (network:allowedNetworks).";
    }

    private bool IsForbidden(IPAddress address) => ForbiddenName(address) is not null || (Within(Loopback, address) && !_options.AllowLoopback);

    private static string? ForbiddenName(IPAddress address) => Array.Find(Never, never => never.Network.Contains(address)).Name;

    private static bool Within(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];

    /// <summary>
    /// The IPv4 addresses packets to an IPv6 address may end at: compatible ::a.b.c.d (RFC 4291 section 2.5.5.1), translated
    /// ::ffff:0:a.b.c.d (RFC 2765), NAT64 64:ff9b::/96 and 64:ff9b:1::/48 (RFC 6052, RFC 8215), 6to4 2002:aabb:ccdd:: (RFC 3056), Teredo
    /// 2001:0:… with the client's address inverted (RFC 4380), ISATAP …:5efe:a.b.c.d (RFC 5214).
    /// </summary>
    private static IEnumerable<IPAddress> Carried(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            yield break;
        }

        var bytes = address.GetAddressBytes();
        var last = new IPAddress(bytes.AsSpan(12));
        var (upper, middle) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)));
        if ((upper == 0 && middle == 0 && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12)) > 1)
            || (upper == 0 && middle == 0xFFFF0000)
            || (upper == 0x0064FF9B_00000000 && middle == 0)
            || (middle & 0xFCFFFFFF) == 0x00005EFE)
        {
            yield return last;
        }

        if (upper >> 16 == 0x0064FF9B_0001)
        {
            // The prefix may be 48, 56, 64 or 96 bits long, and bits 64 to 71 are left out (RFC 6052 section 2.2).
            yield return last;
            yield return new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]]);
            yield return new IPAddress([bytes[7], bytes[9], bytes[10], bytes[11]]);
            yield return new IPAddress(bytes.AsSpan(9, 4));
        }

        if (upper >> 48 == 0x2002)
        {
            yield return new IPAddress(bytes.AsSpan(2, 4));
        }

        if (upper >> 32 == 0x20010000)
        {
            yield return new IPAddress(bytes.AsSpan(4, 4));
            yield return new IPAddress(bytes[12..].Select(inverted => (byte)~inverted).ToArray());
        }
    }
}
