using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Identity.External;

/// <summary>What a provider says of somebody, once it has been proven: the checks of OpenID Connect Core 1.0 section 3.1.3.7.</summary>
internal static class IdToken
{
    private const int MostCharacters = 16 * 1024;

    private const int MostSubjectCharacters = 255;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The header's key name and algorithm; null when it is no token.</summary>
    public static (string? KeyId, string? Algorithm)? HeaderOf(string token)
    {
        try
        {
            if (token.Length > MostCharacters || token.Split('.') is not [{ Length: > 0 } header, { Length: > 0 }, { Length: > 0 }])
            {
                return null;
            }

            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(header), Strict);
            return json.RootElement.TryGetProperty("crit", out _) ? null : (Text(json.RootElement, "kid"), Text(json.RootElement, "alg"));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The claims of a token that is right in every respect.</summary>
    /// <exception cref="FaultException">It is not; the message says why (format).</exception>
    public static JsonElement Verify(string token, IReadOnlyList<ProviderKey> keys, string issuer, string clientId, string nonce, DateTimeOffset now)
    {
        if (HeaderOf(token) is not (var keyId, { } algorithm))
        {
            throw Wrong("the id token is malformed");
        }

        // A set with one key need not name it.
        var fitting = keys.Where(key => key.IsFor(algorithm) && (keyId is null || key.Id == keyId)).ToList();
        if (fitting.Count != 1)
        {
            throw Wrong("the id token is signed with an unknown key or algorithm");
        }

        try
        {
            var last = token.LastIndexOf('.');
            if (!fitting[0].Verify(algorithm, Encoding.ASCII.GetBytes(token, 0, last), Base64Url.DecodeFromChars(token.AsSpan(last + 1))))
            {
                throw Wrong("the id token's signature is wrong");
            }

            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]), Strict);
            return Refusal(json.RootElement, issuer, clientId, nonce, now) is { } why
                ? throw Wrong(why)
                : json.RootElement.Clone();
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or CryptographicException)
        {
            throw Wrong("the id token is malformed", malformed);
        }
    }

    private static FaultException Wrong(string why, Exception? cause = null) => new(FaultKind.Format, why, innerException: cause);

    private static string? Refusal(JsonElement claims, string issuer, string clientId, string nonce, DateTimeOffset now) =>
        Text(claims, "iss") != issuer ? "the id token is of another issuer"
        : !IsFor(claims, clientId) ? "the id token is for somebody else"
        : Seconds(claims, "exp") is not { } expires || now - Skew >= expires ? "the id token has expired"
        : Seconds(claims, "iat") is not { } issued || now + Skew < issued ? "the id token is not of now"
        : Seconds(claims, "nbf") is { } from && now + Skew < from ? "the id token is not valid yet"
        : Text(claims, "nonce") is not { } given || !Same(given, nonce) ? "the id token answers another request"
        : Text(claims, "sub") is not { Length: > 0 and <= MostSubjectCharacters } ? "the id token names nobody"
        : null;

    // Several audiences, or a named party: then the party must be this client.
    private static bool IsFor(JsonElement claims, string clientId)
    {
        if (!claims.TryGetProperty("aud", out var audience))
        {
            return false;
        }

        List<string?> audiences = audience.ValueKind == JsonValueKind.Array ? [.. audience.EnumerateArray().Select(one => one.GetString())] : [audience.GetString()];
        var party = Text(claims, "azp");
        return audiences.Contains(clientId) && (party is null ? audiences.Count == 1 : party == clientId);
    }

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string? Text(JsonElement part, string name) => part.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Seconds(JsonElement claims, string name) =>
        !claims.TryGetProperty(name, out var value) ? null
        : value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
        : throw new FormatException("Not a time.");
}
