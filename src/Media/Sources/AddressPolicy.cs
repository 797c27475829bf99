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
    public static AddressPolicy Default { get; } = new(IsPossibleCamera);

    /// <summary>As <see cref="Default"/>, without loopback.</summary>
    public static AddressPolicy NoLoopback { get; } = new(static address => IsPossibleCamera(address) && !IPAddress.IsLoopback(Plain(address)));

    /// <summary>Whether a connection to <paramref name="address"/> is allowed.</summary>
    public bool Allows(IPAddress address) => allows(address);

    private static bool IsPossibleCamera(IPAddress address)
    {
        var plain = Plain(address);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !plain.Equals(IPAddress.IPv6Any);
        }

        Span<byte> bytes = stackalloc byte[4];
        return plain.TryWriteBytes(bytes, out _) && bytes[0] is not 0 and < 224 && !(bytes[0] == 169 && bytes[1] == 254);
    }

    /// <summary>IPv4 behind an IPv6 mask (::ffff:a.b.c.d) is judged as IPv4.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
