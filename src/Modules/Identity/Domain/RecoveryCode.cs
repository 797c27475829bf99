using System.Security.Cryptography;
using System.Text;

namespace Vedette.Identity.Domain;

/// <summary>What gets somebody in who has lost the phone: ten codes on paper, each good once.</summary>
internal static class RecoveryCode
{
    public const int Count = 10;

    // Without what looks alike on paper. 16 of 31 letters are 79 bits: no slow hash is needed.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int Group = 4;

    private const int Groups = 4;

    public static IReadOnlyList<string> NewSet() => [.. Enumerable.Range(0, Count).Select(_ => New())];

    /// <summary>Whether it has the shape of one, however it was typed.</summary>
    public static bool IsOne(string text) => Plain(text).Length == Group * Groups;

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(text))));

    private static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, Group)));

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
