using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Vedette.EndToEnd.Tests;

/// <summary>What somebody without the key can make of a token he has seen.</summary>
internal static class ForgedTokens
{
    /// <summary>Every forgery, by name.</summary>
    /// <param name="token">A token that is accepted.</param>
    /// <param name="publishedKeys">The key set everybody may read.</param>
    public static IEnumerable<(string Name, string Token)> Of(string token, string publishedKeys)
    {
        var (header, payload, signature) = token.Split('.') is [var h, var p, var s] ? (h, p, s) : throw new ArgumentException("That is no token.", nameof(token));
        yield return ("alg none, unsigned", $"{Changed(header, "alg", "none")}.{payload}.");
        yield return ("alg None, unsigned", $"{Changed(header, "alg", "None")}.{payload}.");
        yield return ("alg none, old signature", $"{Changed(header, "alg", "none")}.{payload}.{signature}");
        yield return ("longer life, old signature", $"{header}.{Changed(payload, "exp", 4_102_444_800)}.{signature}");
        yield return ("no signature", $"{header}.{payload}.");
        yield return ("cut", $"{header}.{payload}");
        yield return ("signature cut", $"{header}.{payload}.{signature[..^4]}");
        yield return ("signature all zero", $"{header}.{payload}.{Base64Url.EncodeToString(new byte[64])}");
        yield return ("other key, same key id", SignEcdsa(header, payload));
        yield return ("other key, unknown key id", SignEcdsa(Changed(header, "kid", "mine"), payload));
        yield return ("public key as HMAC secret", SignHmac(Changed(header, "alg", "HS256"), payload, publishedKeys));
        yield return ("expired, other key", SignEcdsa(header, Changed(payload, "exp", 1_000_000_000)));
        yield return ("not a token", "not-a-token");
        yield return ("three dots", "...");
        yield return ("very long", new string('A', 6_000));
    }

    private static string Changed(string part, string name, JsonNode value)
    {
        var json = JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
        json[name] = value;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static string SignEcdsa(string header, string payload)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return $"{header}.{payload}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256))}";
    }

    private static string SignHmac(string header, string payload, string secret) =>
        $"{header}.{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{header}.{payload}")))}";
}
