using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Inventory.Domain;

/// <summary>
/// Where a camera's datagrams are listened for: <c>udp://@:port</c> at any address of this machine (kept as
/// <c>udp://0.0.0.0:port</c>), <c>udp://address:port</c> at one of them, or <c>udp://group:port</c> in a multicast group.
/// An @ before the address, as players write it, is left out.
/// </summary>
/// <remarks>
/// Nothing is sent but the request to join a group, so nobody can be attacked by it; what is guarded are the ports of other
/// programs here (above 1023 only) and the groups networks run on (224.0.0.x). Who may send is judged by Streams.
/// </remarks>
internal static class ListeningUrl
{
    private const int FirstFreePort = 1024;
    private const string Anywhere = "0.0.0.0";
    private const string Shape = "A udp:// URL is an address of this machine or a multicast group, and a port: udp://@:5000 or udp://239.1.2.3:5000.";

    public static bool TryParse(
        string rest, HostPolicy policy, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        var location = rest.TrimStart('@');
        location = location.EndsWith('/') ? location[..^1] : location;
        location = location.StartsWith(':') ? Anywhere + location : location;
        error = rest.StartsWith("@@", StringComparison.Ordinal) ? Shape : Objection(location, policy);
        url = error is null ? new Uri("udp://" + location) : null;
        return url is not null;
    }

    private static string? Objection(string location, HostPolicy policy)
    {
        var colon = location.LastIndexOf(':');
        if (colon < 0 || location.IndexOfAny(['/', '?', '@']) >= 0)
        {
            return Shape;
        }

        var isPort = ushort.TryParse(location.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= FirstFreePort;
        var host = location[..colon];
        return !isPort ? "A udp:// URL needs the port to listen on, from 1024 to 65535."
            : host == Anywhere ? null
            : !IPAddress.TryParse(host, out var address) ? Shape
            : IsGroup(host, address) ? null
            : CameraUrl.Location(location, policy);
    }

    private static bool IsGroup(string host, IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out _) && (address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6Multicast && (bytes[1] & 0x0F) > 2 // above link-local scope (RFC 4291 section 2.7)
            : bytes[0] is >= 224 and < 240 && !bytes.StartsWith((ReadOnlySpan<byte>)[224, 0, 0]) && host == address.ToString());
    }
}
