namespace Vedette.Media.Rtsp;

/// <summary>
/// Joins control attributes to URLs as VLC and live555 do, by appending: not as RFC 3986 wants it, but as cameras expect it.
/// </summary>
internal static class ControlUrl
{
    /// <summary>The URL that relative controls are appended to (RFC 2326 section C.1.1).</summary>
    /// <param name="described">The answer to DESCRIBE.</param>
    /// <param name="requested">The URL asked for.</param>
    public static string BaseOf(RtspMessage described, string requested)
    {
        foreach (var name in (ReadOnlySpan<string>)["Content-Base", "Content-Location"])
        {
            if (described.Headers[name] is not { Length: > 0 } value)
            {
                continue;
            }

            if (IsAbsolute(value))
            {
                return value;
            }

            // Anjvision leaves the scheme out: host[:port]/path
            if (Uri.TryCreate(requested, UriKind.Absolute, out var asked)
                && Uri.TryCreate($"{asked.Scheme}://{value}", UriKind.Absolute, out var repaired) && repaired.Host == asked.Host)
            {
                return $"{asked.Scheme}://{value}";
            }
        }

        return requested;
    }

    /// <summary>The URL of a control attribute; null, empty and <c>*</c> mean the base itself.</summary>
    public static string Join(string baseUrl, string? control)
    {
        if (control is null or "" or "*")
        {
            return baseUrl;
        }

        if (IsAbsolute(control))
        {
            return control;
        }

        return baseUrl.EndsWith('/') || control[0] == '/'
            ? baseUrl.TrimEnd('/') + "/" + control.TrimStart('/')
            : baseUrl + "/" + control;
    }

    private static bool IsAbsolute(string url) =>
        url.StartsWith("rtsp://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("rtsps://", StringComparison.OrdinalIgnoreCase);
}
