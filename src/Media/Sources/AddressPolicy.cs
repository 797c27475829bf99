using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Media.Sources;

/// <summary>Which addresses may be connected to. Asked with the address itself, after name resolution, so that no name leads around it.</summary>
/// <param name="allows">Says whether a connection to the address is allowed.</param>
public sealed class AddressPolicy(Func<IPAddress, bool> allows)
{
    /// <summary>
    /// Everything a camera can have: not link-local (169.254/16, where cloud metadata lives, and fe80::/10), multicast,
    /// broadcast or unspecified. Loopback and private networks are allowed.
    /// </summary>
    public static AddressPolicy Default { get; } = For(allowLoopback: true, allowPrivateNetworks: true);

    /// <summary>As <see cref="Default"/>, without loopback.</summary>
    public static AddressPolicy NoLoopback { get; } = For(allowLoopback: false, allowPrivateNetworks: true);

    /// <summary>As <see cref="Default"/>, with or without this machine and private networks (RFC 1918, RFC 4193).</summary>
    public static AddressPolicy For(bool allowLoopback, bool allowPrivateNetworks) => new(address =>
    {
        var plain = WithoutTunnel(address);
        return IsPossibleCamera(plain)
            && (allowLoopback || !IPAddress.IsLoopback(plain))
            && (allowPrivateNetworks || !IsPrivate(plain));
    });

    /// <summary>Whether a connection to <paramref name="address"/> is allowed.</summary>
    public bool Allows(IPAddress address) => allows(address);

    private static bool IsPossibleCamera(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
            ? !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any)
            : Number(address) is var number && (number >> 24) is not 0 and < 224 && (number >> 16) != 0xA9FE;

    private static bool IsPrivate(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal
            : Number(address) is var number && ((number >> 24) == 10 || (number >> 20) == 0xAC1 || (number >> 16) == 0xC0A8);

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        return address.TryWriteBytes(bytes, out _) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
    }

    /// <summary>
    /// What counts is where the packets end: IPv4 inside IPv6 (mapped ::ffff:a.b.c.d and compatible ::a.b.c.d, RFC 4291 section
    /// 2.5.5; NAT64 64:ff9b::a.b.c.d, RFC 6052; 6to4 2002:aabb:ccdd::, RFC 3056) is judged as IPv4.
    /// </summary>
    private static IPAddress WithoutTunnel(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !address.TryWriteBytes(bytes, out _))
        {
            return address;
        }

        var isCompatible = !bytes[..12].ContainsAnyExcept((byte)0) && BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) > 1;
        var isNat64 = bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]);
        var is6To4 = bytes[0] == 0x20 && bytes[1] == 0x02;
        return address.IsIPv4MappedToIPv6 || isCompatible || isNat64 ? new IPAddress(bytes[12..])
            : is6To4 ? new IPAddress(bytes[2..6])
            : address;
    }
}
