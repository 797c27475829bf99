using System.Globalization;
using System.Text;
using Vedette.Contracts.Inventory;
using Vedette.Media.Rtsp;

namespace Vedette.Streams.Restreaming;

/// <summary>
/// What the URL of a request asks for: <c>rtsp://host/&lt;camera&gt;[?stream=sub][&amp;access_token=…]</c>, with <c>/sub</c> for a client that
/// cuts the query off, and the track at the end.
/// </summary>
/// <param name="Camera">The camera's id, or the slug of its name.</param>
/// <param name="Choice">Which stream.</param>
/// <param name="Track">The track; null when the whole stream is meant.</param>
/// <param name="Token">The access token; null when there is none.</param>
/// <param name="Root">The URL that control attributes are appended to, without query.</param>
internal sealed record StreamPath(string Camera, StreamChoice Choice, int? Track, string? Token, string Root)
{
    private const string Sub = "sub";
    private const int MaxCharacters = 12 * 1024;

    /// <summary>Null when it asks for nothing there could be.</summary>
    public static StreamPath? Read(string url)
    {
        // Clients append the control attribute to the URL they asked for, query and all.
        var control = url.LastIndexOf("/" + SdpWriter.ControlPrefix, StringComparison.OrdinalIgnoreCase);
        int? track = null;
        if (control >= 0)
        {
            track = int.TryParse(url.AsSpan(control + 1 + SdpWriter.ControlPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
            url = url[..control];
        }

        if (url.Length > MaxCharacters || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("rtsp" or "rtspu" or "rtsps"))
        {
            return null;
        }

        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2 || (parts.Length == 2 && parts[1] != Sub))
        {
            return null;
        }

        var query = uri.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToList();
        var isSub = parts.Length == 2 || query.Any(part => part is ["stream", Sub]);
        return new StreamPath(
            Uri.UnescapeDataString(parts[0]),
            isSub ? StreamChoice.Sub : StreamChoice.Main,
            track,
            query.FirstOrDefault(part => part[0] == "access_token")?[1],
            $"{uri.Scheme}://{uri.Authority}/{parts[0]}/{(isSub ? Sub + "/" : "")}");
    }

    /// <summary>A camera's name as it stands in a URL: small letters and digits with hyphens between; empty when it has none.</summary>
    public static string SlugOf(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                _ = slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                _ = slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
