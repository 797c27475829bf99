using System.Security.Cryptography;
using System.Text;

namespace Vedette.Media.Rtsp;

/// <summary>What a client says to prove who it is, as a server reads it: Basic (RFC 7617) or Digest (RFC 7616; MD5, SHA-256 and their -sess forms).</summary>
public sealed class RtspAuthorization
{
    private const int MaxCharacters = 12 * 1024;

    private readonly AuthChallenge? _digest;
    private readonly string? _password;

    private RtspAuthorization(string username, AuthChallenge? digest, string? password) => (Username, _digest, _password) = (username, digest, password);

    /// <summary>Whom the client claims to be.</summary>
    public string Username { get; }

    /// <summary>The password as it came in Basic; null in Digest, which does not carry it.</summary>
    public string? Password => _password;

    /// <summary>Whether it answers the challenge with that nonce; Basic answers any.</summary>
    public bool IsFor(string nonce) => _digest is null || _digest.Nonce == nonce;

    /// <summary>What a server asks for, one header line for each: the strongest first and, because many clients take the last Digest they see, MD5 last of these.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="nonce">The nonce, good for one connection.</param>
    public static IReadOnlyList<string> Challenges(string realm, string nonce) =>
    [
        $"Digest realm=\"{realm}\", nonce=\"{nonce}\", algorithm=SHA-256, qop=\"auth\"",

        // Without qop and algorithm, as RFC 2069 had it: live555, and with it VLC, knows no other.
        $"Digest realm=\"{realm}\", nonce=\"{nonce}\"",
        $"Basic realm=\"{realm}\"",
    ];

    /// <summary>Reads an Authorization line; null when there is none or it is neither Basic nor Digest.</summary>
    public static RtspAuthorization? Read(string? header)
    {
        if (header is not { Length: > 0 and <= MaxCharacters })
        {
            return null;
        }

        const string Basic = "Basic ";
        if (header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[header.Length];
            var parts = Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length)
                ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)
                : [];
            return parts.Length == 2 ? new RtspAuthorization(parts[0], null, parts[1]) : null;
        }

        return AuthChallenge.Read(header) is [{ IsDigest: true } digest] && digest.Parameters.TryGetValue("username", out var username)
            ? new RtspAuthorization(username, digest, null)
            : null;
    }

    /// <summary>Whether the client knows <paramref name="password"/>. Takes the same time wherever a wrong answer differs.</summary>
    /// <param name="password">The password of <see cref="Username"/>.</param>
    /// <param name="realm">As in the challenge.</param>
    /// <param name="nonce">As in the challenge.</param>
    /// <param name="request">The request it came with: a proof for one method is none for another.</param>
    public bool Proves(string password, string realm, string nonce, RtspMessage request)
    {
        if (_digest is null)
        {
            return _password is not null && Same(_password, password);
        }

        // The proof is of the URI inside it; what is served is decided by the request line, to which the connection is bound anyway.
        var uri = _digest.Parameters.GetValueOrDefault("uri", "");
        var algorithm = _digest.Parameters.GetValueOrDefault("algorithm", "MD5").ToUpperInvariant();
        return _digest.Realm == realm && _digest.Nonce == nonce && algorithm is "MD5" or "MD5-SESS" or "SHA-256" or "SHA-256-SESS"
            && _digest.Parameters.TryGetValue("response", out var response)
            && Same(response.ToLowerInvariant(), Expected(algorithm, password, request.Method, uri));
    }

    private string Expected(string algorithm, string password, string method, string uri)
    {
        var (nonce, clientNonce) = (_digest!.Nonce, _digest.Parameters.GetValueOrDefault("cnonce", ""));
        var secret = Hash(algorithm, $"{Username}:{_digest.Realm}:{password}");
        if (algorithm.EndsWith("-SESS", StringComparison.Ordinal))
        {
            secret = Hash(algorithm, $"{secret}:{nonce}:{clientNonce}");
        }

        var asked = Hash(algorithm, $"{method}:{uri}");
        return _digest.Parameters.TryGetValue("qop", out var qop)
            ? Hash(algorithm, $"{secret}:{nonce}:{_digest.Parameters.GetValueOrDefault("nc", "")}:{clientNonce}:{qop}:{asked}")
            : Hash(algorithm, $"{secret}:{nonce}:{asked}");
    }

    private static string Hash(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#pragma warning disable CA5351 // MD5 is all that VLC and ffmpeg know; who can do SHA-256 is offered it.
        return Convert.ToHexStringLower(algorithm.StartsWith("SHA-256", StringComparison.Ordinal) ? SHA256.HashData(bytes) : MD5.HashData(bytes));
#pragma warning restore CA5351
    }

    private static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
