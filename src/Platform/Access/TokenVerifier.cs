using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>
/// Checks access tokens (RFC 7515 section 5.2, RFC 7519 section 7.2, RFC 8725) against the keys this process knows, and sets what was heard
/// since in place of what they say.
/// </summary>
internal sealed class TokenVerifier(IEnumerable<ITokenKeySource> sources, ApiKeyTokens apiKeys, AccessNews news, TimeProvider time)
{
    /// <summary>How far the clocks of two machines may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private const int MostCharacters = 8192;
    private const int MostKeyIdCharacters = 128;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly ITokenKeySource[] _sources = [.. sources];
    private readonly VerifiedTokens _verified = new();

    /// <summary>Checks an access token, or the one an API key is exchanged for.</summary>
    /// <param name="token">From outside.</param>
    /// <param name="ct">Stops looking for the key.</param>
    /// <param name="address">Where it comes from, when that is known.</param>
    /// <exception cref="FaultException">An API key cannot be exchanged now (transient).</exception>
    public async ValueTask<TokenVerdict> VerifyAsync(string token, CancellationToken ct, IPAddress? address = null)
    {
        if (ApiKey.IsOne(token))
        {
            return await apiKeys.TokenAsync(token, address, ct) is { } exchanged
                ? await VerifyAsync(exchanged, ct)
                : TokenVerdict.Refused("unknown, expired or revoked API key");
        }

        if (token.Length > MostCharacters)
        {
            return TokenVerdict.Refused("too long");
        }

        var hash = VerifiedTokens.HashOf(token);
        if (_verified.Find(hash) is { } known && await FindAsync(known.Key.Id, ct) == known.Key)
        {
            return Judge(known);
        }

        // header "." claims "." signature, each base64url
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first <= 0 || last <= first + 1 || last == token.Length - 1 || token.IndexOf('.', first + 1) != last)
        {
            return TokenVerdict.Refused("malformed");
        }

        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(0, first)), Strict);
            if (Text(header.RootElement, "alg") != TokenKey.Algorithm)
            {
                return TokenVerdict.Refused("algorithm not allowed");
            }

            if (Text(header.RootElement, "typ") != TokenClaims.AccessTokenType || header.RootElement.TryGetProperty("crit", out _))
            {
                return TokenVerdict.Refused("not an access token");
            }

            if (Text(header.RootElement, "kid") is not { Length: > 0 and <= MostKeyIdCharacters } keyId || await FindAsync(keyId, ct) is not { } key)
            {
                return TokenVerdict.Refused("unknown key");
            }

            if (!key.Verify(Encoding.ASCII.GetBytes(token, 0, last), Base64Url.DecodeFromChars(token.AsSpan(last + 1))))
            {
                return TokenVerdict.Refused("wrong signature");
            }

            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(first + 1, last - first - 1)), Strict);
            if (Refusal(claims.RootElement) is { } why)
            {
                return TokenVerdict.Refused(why);
            }

            var verified = Read(claims.RootElement, key);
            var verdict = Judge(verified);
            if (verdict.Refusal is null)
            {
                _verified.Keep(hash, verified, time.GetUtcNow());
            }

            return verdict;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or CryptographicException)
        {
            return TokenVerdict.Refused("malformed");
        }
    }

    /// <summary>What changes while a token is about: the time, and what is heard of its caller.</summary>
    private TokenVerdict Judge(VerifiedToken token)
    {
        var now = time.GetUtcNow();
        return now - Skew >= token.Expires ? TokenVerdict.Refused("expired")
            : now + Skew < token.NotBefore ? TokenVerdict.Refused("not valid yet")
            : news.Apply(token.Caller) is { } caller ? new TokenVerdict(caller, token.Expires, null)
            : TokenVerdict.Refused("the sign-in has ended");
    }

    private static string? Refusal(JsonElement claims) =>
        Text(claims, TokenClaims.Issuer) != TokenClaims.Vedette ? "wrong issuer"
        : !IsForUs(claims) ? "wrong audience"
        : !UserId.TryParse(Text(claims, TokenClaims.Subject), null, out _) ? "names nobody"
        : Seconds(claims, TokenClaims.Expires) is null ? "expired"
        : null;

    private static bool IsForUs(JsonElement claims) =>
        claims.TryGetProperty(TokenClaims.Audience, out var audience)
        && (audience.ValueKind == JsonValueKind.Array
            ? audience.EnumerateArray().Any(one => one.ValueEquals(TokenClaims.Vedette))
            : audience.ValueEquals(TokenClaims.Vedette));

    private async ValueTask<TokenKey?> FindAsync(string keyId, CancellationToken ct)
    {
        foreach (var source in _sources)
        {
            if (await source.FindAsync(keyId, ct) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    // The refusals have seen to the subject and the end.
    private static VerifiedToken Read(JsonElement claims, TokenKey key) =>
        new(CallerOf(claims), key, Seconds(claims, TokenClaims.NotBefore), Seconds(claims, TokenClaims.Expires)!.Value);

    private static Caller CallerOf(JsonElement claims) =>
        new(UserId.Parse(Text(claims, TokenClaims.Subject)!, null), Text(claims, TokenClaims.Name) ?? "", [.. Texts(claims, TokenClaims.Roles)])
        {
            Given = UserAccess.Read(Texts(claims, TokenClaims.Grants)),
            Version = claims.TryGetProperty(TokenClaims.Version, out var version) ? version.GetInt64() : 0,
            SignIn = Guid.TryParse(Text(claims, TokenSigner.SignInClaim), out var signIn) ? signIn : null,
        };

    private static IEnumerable<string> Texts(JsonElement claims, string name) =>
        !claims.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => one.ToString())
        : [value.ToString()];

    private static string? Text(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
            ? value.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : throw new FormatException("Not a time.")
            : null;
}
