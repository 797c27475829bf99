using System.Security.Cryptography;

namespace Vedette.Recording.Evidence;

/// <summary>Hashes as people and sha256sum write them: 64 lower-case digits; a hyphen where there is none.</summary>
internal static class Hex
{
    public const string None = "-";

    public static string Of(byte[]? hash) => hash is null ? None : Convert.ToHexStringLower(hash);

    /// <exception cref="FormatException">It is no hash.</exception>
    public static byte[] Hash(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(text)
            : throw new FormatException("A hash has 64 digits from 0 to f.");

    /// <inheritdoc cref="Hash"/>
    public static byte[]? HashOrNone(string text) => text == None ? null : Hash(text);
}
