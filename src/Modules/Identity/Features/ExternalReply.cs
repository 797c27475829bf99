using Microsoft.AspNetCore.Http;

namespace Vedette.Identity.Features;

/// <summary>
/// What an external sign-in tells the browser. The console reads it from the fragment, which reaches no server and no log.
/// </summary>
internal static class ExternalReply
{
    private const string Page = "/sign-in#";

    private const string Folder = "/api/identity/external";

    public static string Succeeded(string code, string returnTo) =>
        $"{Page}code={Uri.EscapeDataString(code)}&returnTo={Uri.EscapeDataString(returnTo)}";

    public static string Failed(string error) => $"{Page}error={error}";

    /// <summary>The same address both times, or the provider refuses; behind a proxy only the settings know it.</summary>
    public static string CallbackUrl(this HttpContext http, string provider, IdentityOptions options)
    {
        var site = options.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') : $"{http.Request.Scheme}://{http.Request.Host}";
        return $"{site}{Folder}/{provider}/callback";
    }

    /// <summary>Lax: it must come along when the provider sends the browser back, and with nothing else from elsewhere.</summary>
    public static CookieOptions ExternalCookie(this HttpContext http, TimeSpan? lifetime = null) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = Folder,
        MaxAge = lifetime,
    };
}
