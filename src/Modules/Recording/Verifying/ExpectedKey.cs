using Vedette.Foundation;
using Vedette.Recording.Evidence;

namespace Vedette.Recording.Verifying;

/// <summary>The key whoever checks got on another way.</summary>
internal static class ExpectedKey
{
    private const int LongestFile = 1 << 16;

    /// <summary>Its fingerprint: given as such, or taken from a PEM file.</summary>
    /// <exception cref="FaultException">It is neither.</exception>
    public static string? Fingerprint(string? given)
    {
        if (given is null)
        {
            return null;
        }

        var digits = string.Concat(given.Where(letter => letter is not (':' or ' '))).ToLowerInvariant();
        if (digits.Length == 64 && digits.All(char.IsAsciiHexDigit))
        {
            return digits;
        }

        if (File.Exists(given) && new FileInfo(given).Length <= LongestFile && PublicKey.FromPem(File.ReadAllText(given)) is { } key)
        {
            return key.Fingerprint;
        }

        throw new FaultException(
            FaultKind.Configuration, $"'{given}' is neither a fingerprint (64 hexadecimal digits) nor a PEM file with a public key on P-256.");
    }
}
