using System.Text.RegularExpressions;

namespace Vedette.Media.Sources;

/// <summary>Takes out of a text what nobody but camera and us may know, as far as its form gives it away.</summary>
internal static class SecretText
{
    private const string Hidden = "…";

    // None of these looks back or ahead, so that no text, whoever wrote it, makes the search slow.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly (Regex Pattern, string Replacement)[] Forms =
    [
        (new Regex(@"\b([a-z][a-z0-9+.-]*://)[^/\s@""]+@", Options), $"$1{Hidden}@"),
        (new Regex(@"\b((?:proxy-)?authorization:[ \t]*[^\s]+)[^\r\n]*", Options), $"$1 {Hidden}"),
        (new Regex(@"([?&][^=&\s]*(?:pass|pwd|psw|token|secret|auth|key|sign|user|usr|login)[^=&\s]*=)[^&\s""]+", Options), $"$1{Hidden}"),
        (new Regex(@"\b(inline:)\S+", Options), $"$1{Hidden}"),     // the key of an SRTP offer (RFC 4568)
    ];

    /// <summary>The text without user information and tokens of URLs, credentials of header lines, and keys of media.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="secret">A secret that is known, taken out wherever it stands; or null.</param>
    public static string Without(string text, string? secret = null)
    {
        foreach (var (pattern, replacement) in Forms)
        {
            text = pattern.Replace(text, replacement);
        }

        return string.IsNullOrWhiteSpace(secret)
            ? text
            : text.Replace(secret, Hidden, StringComparison.Ordinal).Replace(Uri.EscapeDataString(secret), Hidden, StringComparison.Ordinal);
    }
}
