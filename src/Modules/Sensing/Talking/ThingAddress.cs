namespace Vedette.Sensing.Talking;

/// <summary>Where the description of a thing may be, by what a person typed.</summary>
internal static class ThingAddress
{
    // Where Vedette's own things have it, then where the directory of well-known places says (WoT Discovery, section 6.1).
    private static readonly string[] Places = ["/device", "/.well-known/wot"];

    /// <summary>The places to look at, in order; empty when it is no address.</summary>
    /// <param name="address"><c>host</c>, <c>host:port</c> or the http or https URL of a description.</param>
    public static IReadOnlyList<Uri> Candidates(string address)
    {
        var text = address.Trim();
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 } ? [url] : [];
        }

        return Uri.TryCreate($"http://{text}", UriKind.Absolute, out var root) && root is { UserInfo: "", PathAndQuery: "/", Fragment: "", Host.Length: > 0 }
            ? [.. Places.Select(place => new Uri(root, place))]
            : [];
    }
}
