using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Inventory.Domain;

/// <summary>
/// The URL of a camera's stream: <c>rtsp</c>, <c>rtsps</c>, <c>http</c> or <c>https</c> with a host, or <c>udp</c> with a port
/// to listen on, and nothing else. Credentials written into it are taken out. The path is left as it was written: cameras
/// compare it byte by byte.
/// </summary>
/// <remarks>
/// Belongs here: every way in which a URL could send the server somewhere it must not go, judged on the text alone.
/// Does not: looking names up; Streams judges the address it is about to connect to.
/// </remarks>
internal sealed record CameraUrl
{
    public const int MaxLength = 1_000;

    private const string Separator = "://";

    /// <summary>What a stream may be reached by.</summary>
    public static IReadOnlyList<string> StreamSchemes { get; } = ["rtsp", "rtsps", "http", "https", "udp"];

    /// <summary>What a device service (ONVIF) may be reached by.</summary>
    public static IReadOnlyList<string> WebSchemes { get; } = ["http", "https"];

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private CameraUrl(Uri url, string? username, string? password) => (Url, Username, Password) = (url, username, password);

    public Uri Url { get; }

    /// <summary>The user name that stood in the URL, if any.</summary>
    public string? Username { get; }

    /// <summary>The password that stood in the URL, if any.</summary>
    public string? Password { get; }

    public static bool TryParse(
        string? text,
        HostPolicy policy,
        [NotNullWhen(true)] out CameraUrl? url,
        [NotNullWhen(false)] out string? error) => TryParse(text, StreamSchemes, policy, out url, out error);

    public static bool TryParse(
        string? text,
        IReadOnlyList<string> schemes,
        HostPolicy policy,
        [NotNullWhen(true)] out CameraUrl? url,
        [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = Shape(text, schemes, out var scheme);
        if (error is not null)
        {
            return false;
        }

        var rest = text![(scheme.Length + Separator.Length)..];
        if (scheme == "udp")
        {
            return ListeningUrl.TryParse(rest, policy, out var listening, out error) && (url = new CameraUrl(listening, null, null)) is not null;
        }

        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        var path = end < 0 ? "" : rest[end..];

        // The last @ separates: a password with an unescaped @ in it is common, a host with one is impossible.
        var at = authority.LastIndexOf('@');
        var location = authority[(at + 1)..];
        error = Credentials(at < 0 ? null : authority[..at], out var username, out var password) ?? Location(location, policy);
        if (error is null && !Uri.TryCreate(scheme + Separator + location + path, UriKind.Absolute, out _))
        {
            error = $"This is not a URL; it should look like {Example(schemes)}.";
        }

        if (error is not null)
        {
            return false;
        }

        url = new CameraUrl(new Uri(scheme + Separator + location + path), username, password);
        return true;
    }

    // A record's generated text would show the password.
    public override string ToString() => Url.OriginalString;

    private static string Example(IReadOnlyList<string> schemes) =>
        schemes == WebSchemes ? "http://192.168.1.20/onvif/device_service" : "rtsp://192.168.1.20:554/stream1";

    private static string? Shape(string? text, IReadOnlyList<string> schemes, out string scheme)
    {
        scheme = "";
        if (string.IsNullOrEmpty(text))
        {
            return $"A camera needs a URL such as {Example(schemes)}.";
        }

        if (text.Length > MaxLength)
        {
            return $"The URL is longer than {MaxLength} characters.";
        }

        if (text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return "The URL holds blanks, control characters or letters outside ASCII; write them percent-encoded.";
        }

        var length = text.IndexOf(Separator, StringComparison.Ordinal);
        scheme = length < 0 ? "" : text[..length].ToLowerInvariant();
        if (!schemes.Contains(scheme))
        {
            return $"The URL must begin with {string.Join(", ", schemes.SkipLast(1).Select(one => one + Separator))} or {schemes[^1]}{Separator}.";
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return "The URL must not have a fragment (#…).";
        }

        return text.AsSpan().IndexOfAny('\\', '<', '>') >= 0 || text.Contains('"', StringComparison.Ordinal)
            ? "The URL holds a character that must be percent-encoded."
            : !PercentEncodingIsWhole(text) ? "A % in the URL must be followed by two hexadecimal digits." : null;
    }

    /// <summary>Why a host with an optional port cannot be a camera's, or null when it can.</summary>
    internal static string? Location(string location, HostPolicy policy)
    {
        var afterHost = location.StartsWith('[') ? location.IndexOf(']', StringComparison.Ordinal) + 1 : location.IndexOf(':', StringComparison.Ordinal);
        var host = afterHost < 0 ? location : location[..afterHost];
        var port = afterHost < 0 ? "" : location[afterHost..];
        return host.Length == 0
            ? "The URL has no host."
            : Host(host, policy) ?? Port(port);
    }

    private static string? Port(string port) =>
        port.Length == 0 || (port[0] == ':'
            && ushort.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            ? null
            : "The port must be a number from 1 to 65535.";

    private static string? Host(string host, HostPolicy policy)
    {
        if (host.StartsWith('['))
        {
            // A zone (fe80::1%eth0) names an interface of this machine: link-local by nature.
            return host.Contains('%', StringComparison.Ordinal) ? "An address with a zone is link-local and not allowed."
                : IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6
                    ? CameraAddress.Objection(v6, policy)
                    : "The address in brackets is not an IPv6 address.";
        }

        if (host.AsSpan().ContainsAnyExcept(HostCharacters) || host.Length > 253
            || host.Split('.').Any(label => label.Length is 0 or > 63))
        {
            return "The host is neither a name nor an IP address.";
        }

        return EndsInNumber(host) ? AddressV4(host, policy)
            : IsLocalhost(host) && !policy.AllowLoopback ? CameraAddress.LoopbackObjection
            : null;
    }

    // Resolvers read 2852039166, 0xA9FE0001, 0251.0376.0.1 and 169.254.1 all as one address. Only the usual four decimal
    // numbers are taken, so that what was judged is what is connected to.
    private static string? AddressV4(string host, HostPolicy policy) =>
        host.Split('.') is { Length: 4 } parts
        && Array.TrueForAll(parts, part => part is "0" || (part[0] is >= '1' and <= '9' && byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            ? CameraAddress.Objection(IPAddress.Parse(host), policy)
            : "Write an IP address as four decimal numbers, for example 192.168.1.20.";

    private static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || last.All(char.IsAsciiDigit);
    }

    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static string? Credentials(string? written, out string? username, out string? password)
    {
        (username, password) = (null, null);
        if (written is null)
        {
            return null;
        }

        var colon = written.IndexOf(':', StringComparison.Ordinal);
        username = Unescape(colon < 0 ? written : written[..colon]);
        password = colon < 0 ? null : Unescape(written[(colon + 1)..]);
        var trouble = CameraCredentials.UsernameError(username) ?? CameraCredentials.PasswordError(password);
        return trouble is null ? null : $"The credentials in the URL: {trouble}";
    }

    private static string? Unescape(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);

    private static bool PercentEncodingIsWhole(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return false;
            }
        }

        return true;
    }
}
