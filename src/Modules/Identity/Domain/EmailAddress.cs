namespace Vedette.Identity.Domain;

/// <summary>The shape of an e-mail address; whether it is somebody's, only a letter to it would tell.</summary>
internal static class EmailAddress
{
    /// <summary>RFC 5321 section 4.5.3.1.3, less the angle brackets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPart = 64;

    /// <summary>The trimmed address, its domain in lower case; or, when <paramref name="error"/> is set, nothing usable.</summary>
    public static string Read(string? text, out string? error)
    {
        var address = text?.Trim() ?? "";
        var at = address.LastIndexOf('@');
        if (address.Length > MaxLength || at is < 1 or > MaxLocalPart || !IsLocalPart(address[..at]) || !IsDomain(address[(at + 1)..]))
        {
            error = "Must be an e-mail address, such as ada@example.org.";
            return "";
        }

        error = null;
        return $"{address[..at]}{address[at..].ToLowerInvariant()}";
    }

    /// <summary>What two addresses of one person have in common.</summary>
    public static string Key(string address) => User.SignInName(address);

    // A dot-atom (RFC 5322 section 3.2.3), beyond ASCII as RFC 6531 has it. Quoted local parts are refused: nobody has one.
    private static bool IsLocalPart(string part) =>
        part[0] != '.' && part[^1] != '.' && !part.Contains("..", StringComparison.Ordinal)
        && part.All(letter => letter > 127 ? char.IsLetterOrDigit(letter) : char.IsAsciiLetterOrDigit(letter) || ".!#$%&'*+/=?^_`{|}~-".Contains(letter));

    private static bool IsDomain(string domain) =>
        domain.Split('.') is { Length: > 1 } labels
        && labels.All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(letter => char.IsLetterOrDigit(letter) || letter == '-'));
}
