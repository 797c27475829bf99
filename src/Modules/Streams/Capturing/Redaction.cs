using System.Text.RegularExpressions;

namespace Vedette.Streams.Capturing;

/// <summary>
/// Takes secrets out of what was said to and by a camera. Whoever writes a transcript leaves them out already; this is the
/// second door, before anything leaves the house.
/// </summary>
internal sealed partial class Redaction
{
    private const string LeftOut = "(left out)";
    private const int ShortestSecret = 4;

    private readonly string[] _secrets;

    /// <param name="secrets">What must not appear in any form; null and very short ones are left to the patterns.</param>
    public Redaction(params IEnumerable<string?> secrets) => _secrets =
    [
        .. secrets.OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(secret => (string[])[secret, Uri.EscapeDataString(secret)])
            .Distinct()
            .OrderByDescending(secret => secret.Length),
    ];

    public string Clean(string text)
    {
        var clean = Credentials().Replace(text, $"$1 {LeftOut}");
        clean = Keys().Replace(clean, $"$1{LeftOut}");
        clean = UserInfo().Replace(clean, "://");
        clean = Named().Replace(clean, $"$1{LeftOut}");
        foreach (var secret in _secrets)
        {
            clean = clean.Replace(secret, LeftOut, StringComparison.Ordinal);
        }

        return clean;
    }

    /// <summary>Authorization: Basic YWRtaW46c2VjcmV0, cookies and ONVIF's password elements.</summary>
    [GeneratedRegex(@"(?im)^((?:proxy-)?authorization:\s*\w+|(?:set-)?cookie:)[^\r\n]*")]
    private static partial Regex Credentials();

    /// <summary>Keys of encrypted media (RFC 4568, RFC 4567) and passwords in XML.</summary>
    [GeneratedRegex(@"(?i)(a=(?:crypto|key-mgmt):|<(?:\w+:)?(?:password|nonce)\b[^<>]*>)[^\r\n<]*")]
    private static partial Regex Keys();

    [GeneratedRegex(@"://[^/\s?#]*@")]
    private static partial Regex UserInfo();

    /// <summary>Some cameras want the password in the query, or even in the path (…/user=admin_password=secret_channel=1).</summary>
    [GeneratedRegex(@"(?i)((?:password|passwd|passwort|pwd|psw|pass|token|secret|apikey|api_key|sessionid)=)[^&\s""'<>]*?(?=_(?:channel|stream|user)|[&\s""'<>/?]|$)")]
    private static partial Regex Named();
}
