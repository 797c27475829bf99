using System.Security.Cryptography;
using System.Text;

namespace Vedette.Platform.Access;

/// <summary>A secret that stands for a user in programs: <c>vdt_</c> and 256 random bits in base64url (RFC 4648 section 5).</summary>
public static class ApiKey
{
    /// <summary>What every key begins with: found by those who look for leaked secrets, and never the beginning of a token.</summary>
    public const string Prefix = "vdt_";

    /// <summary>The header a key may come in instead of <c>Authorization: Bearer</c>.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The length of a key: the prefix and 32 bytes in base64url.</summary>
    public const int Characters = 4 + 43;

    /// <summary>Whether a text claims to be a key.</summary>
    public static bool IsOne(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What is kept of a key: SHA-256 in lower-case hex. It needs no slow hash: nobody guesses 256 bits.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
