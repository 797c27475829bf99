using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Inventory.Domain;

/// <summary>Judges where a camera may be, so that the server cannot be sent to places it must not talk to.</summary>
internal static class CameraAddress
{
    /// <summary>Why a camera cannot be at that address, or null when it can.</summary>
    public static string? Objection(IPAddress address, HostPolicy policy)
    {
        var plain = WithoutTunnel(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? ObjectionV4(BinaryPrimitives.ReadUInt32BigEndian(plain.GetAddressBytes()), policy)
            : ObjectionV6(plain, policy);
    }

    private static string? ObjectionV4(uint address, HostPolicy policy) => address switch
    {
        _ when Within(address, 0x00000000, 8) => "The address 0.0.0.0 is no camera.",
        _ when Within(address, 0xA9FE0000, 16) => "Link-local addresses (169.254.x.x) are not allowed.",
        _ when Within(address, 0xE0000000, 4) => "Multicast addresses are not allowed.",
        0xFFFFFFFF => "The broadcast address is no camera.",
        _ when Within(address, 0xF0000000, 4) => "Reserved addresses (240.0.0.0 and above) are not allowed.",
        _ when Within(address, 0x7F000000, 8) => policy.AllowLoopback ? null : LoopbackObjection,
        _ when Within(address, 0x0A000000, 8) || Within(address, 0xAC100000, 12) || Within(address, 0xC0A80000, 16) =>
            policy.AllowPrivateNetworks ? null : PrivateObjection,
        _ => null,
    };

    private static string? ObjectionV6(IPAddress address, HostPolicy policy) => address switch
    {
        _ when address.Equals(IPAddress.IPv6Any) => "The address :: is no camera.",
        { IsIPv6LinkLocal: true } => "Link-local addresses (fe80::/10) are not allowed.",
        { IsIPv6Multicast: true } => "Multicast addresses are not allowed.",
        _ when IPAddress.IsLoopback(address) => policy.AllowLoopback ? null : LoopbackObjection,
        { IsIPv6UniqueLocal: true } or { IsIPv6SiteLocal: true } => policy.AllowPrivateNetworks ? null : PrivateObjection,
        _ => null,
    };

    public const string LoopbackObjection = "This installation does not take cameras on the server itself.";

    private const string PrivateObjection = "This installation does not take cameras in private networks.";

    private static bool Within(uint address, uint network, int bits) => (address ^ network) >> (32 - bits) == 0;

    // An IPv4 address also travels inside IPv6: mapped ::ffff:a.b.c.d, compatible ::a.b.c.d (both RFC 4291 section 2.5.5),
    // NAT64 64:ff9b::a.b.c.d (RFC 6052) and 6to4 2002:aabb:ccdd:: (RFC 3056). What counts is where the packets end.
    private static IPAddress WithoutTunnel(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out _);
        var isMapped = !bytes[..10].ContainsAnyExcept((byte)0) && bytes[10] == 0xFF && bytes[11] == 0xFF;
        var isCompatible = !bytes[..12].ContainsAnyExcept((byte)0) && BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) > 1;
        var isNat64 = bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]);
        var is6To4 = bytes[0] == 0x20 && bytes[1] == 0x02;
        return isMapped || isCompatible || isNat64 ? new IPAddress(bytes[12..])
            : is6To4 ? new IPAddress(bytes[2..6])
            : address;
    }
}
