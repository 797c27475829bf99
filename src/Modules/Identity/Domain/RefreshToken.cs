using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Vedette.Foundation;

namespace Vedette.Identity.Domain;

/// <summary>A refresh token as it is stored: never the token, only its hash, and what is known of its sign-in.</summary>
internal sealed record RefreshToken(string Hash, Guid SignInId, UserId UserId, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? EndedAt)
{
    private const int SecretBytes = 32;

    /// <summary>A new secret of 256 random bits. It needs no slow hash: nobody guesses it.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>
    /// Whether this token buys a new one. One that was used before means that two hold it, and nobody can say which is the
    /// thief: strict, without a time of grace. A client that did not get the answer signs in again.
    /// </summary>
    public RefreshVerdict Judge(DateTimeOffset now) =>
        EndedAt is not null ? RefreshVerdict.Invalid
        : UsedAt is not null ? RefreshVerdict.Reused
        : now >= ExpiresAt ? RefreshVerdict.Invalid
        : RefreshVerdict.Good;
}
