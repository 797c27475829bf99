using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Vedette.Foundation;

namespace Vedette.Recording.Clips;

/// <summary>Shows one file of a clip to whoever has its token, for a while. The token itself is told once and not kept.</summary>
/// <param name="Id">The link.</param>
/// <param name="ClipId">The clip.</param>
/// <param name="CameraId">Which of its files.</param>
/// <param name="TokenHash">SHA-256 of the token, hex.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record ClipLink(Guid Id, Guid ClipId, CameraId CameraId, string TokenHash, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    private const int TokenBytes = 32;

    /// <summary>256 bits nobody guesses, in letters an address may have.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>Whether it could be one: anything else needs no look into the database.</summary>
    public static bool IsWellFormed(string token) => Base64Url.IsValid(token, out var length) && length == TokenBytes;

    /// <summary>
    /// Links are looked for by this, so that the time a comparison takes tells nothing about a token: who changes a letter
    /// of it changes all of the hash.
    /// </summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
