namespace Vedette.Media.Onvif;

/// <summary>
/// Where a service of a device is, seen from here. Devices behind address translation write addresses nobody can reach, some write none,
/// and a hostile one would write somebody else's: only the path is believed, and at most the port.
/// </summary>
/// <param name="Url">On the host, the port and with the scheme the device itself was reached by.</param>
/// <param name="OtherPort">The same with the port the device wrote, to be tried when nothing is found at <paramref name="Url"/>; or null.</param>
internal sealed record ServiceAddress(Uri Url, Uri? OtherPort = null)
{
    private const string DefaultPath = "/onvif/device_service";

    /// <summary>The device service (ONVIF Core section 5.1) when only the host was given.</summary>
    public static Uri Device(Uri given) =>
        given.AbsolutePath is "" or "/" ? Bare(given, DefaultPath, given.Port) : Bare(given, given.PathAndQuery, given.Port);

    /// <summary>Reads an address the device wrote (XAddr, or the address of a subscription).</summary>
    /// <param name="device">Where the device was reached.</param>
    /// <param name="written">As written, host and port missing or not.</param>
    /// <param name="otherwise">The path when what is written leads nowhere: <c>urn:uuid:…</c>, the anonymous address, nothing.</param>
    public static ServiceAddress Read(Uri device, string? written, string otherwise)
    {
        // Devices with several addresses write them all, with spaces between.
        var text = written?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 && !text.StartsWith('/'))
        {
            return new ServiceAddress(Bare(device, otherwise, device.Port));
        }

        if (text.StartsWith("http://www.w3.org/", StringComparison.OrdinalIgnoreCase))
        {
            return new ServiceAddress(Bare(device, otherwise, device.Port)); // "anonymous": whoever answered
        }

        var path = text[(scheme < 0 ? 0 : scheme + 3)..];
        var slash = path.IndexOfAny(['/', '?']);
        path = slash < 0 ? "/" : path[slash..];
        var url = Bare(device, path.StartsWith('?') ? "/" + path : path, device.Port);
        return Uri.TryCreate(text, UriKind.Absolute, out var whole) && whole.Scheme == device.Scheme && whole.Port != device.Port && whole.Port > 0
            ? new ServiceAddress(url, Bare(device, url.PathAndQuery, whole.Port))
            : new ServiceAddress(url);
    }

    /// <summary>A stream's or a picture's address: scheme, port and path as written, the host the one the device was reached by.</summary>
    /// <returns>Without user information; null when it is not an address of that kind.</returns>
    public static Uri? Media(Uri device, string? written, params ReadOnlySpan<string> schemes)
    {
        if (!Uri.TryCreate(written, UriKind.Absolute, out var url) || !schemes.Contains(url.Scheme))
        {
            return null;
        }

        // The authority is rebuilt and the rest kept as it stands: cameras compare paths letter by letter.
        var path = url.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        var port = url.IsDefaultPort || url.Port <= 0 ? "" : ":" + url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Uri($"{url.Scheme}://{Host(device)}{port}{path}");
    }

    private static Uri Bare(Uri device, string path, int port) =>
        Uri.TryCreate(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{device.Scheme}://{Host(device)}:{port}{path}"), UriKind.Absolute, out var url)
            ? url
            : new UriBuilder(device) { UserName = "", Password = "", Path = DefaultPath, Query = "" }.Uri;

    // IPv6 addresses keep their brackets.
    private static string Host(Uri device) => device.HostNameType == UriHostNameType.IPv6 ? device.Host : device.IdnHost;
}
