using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Vedette.Identity.External;

/// <summary>A public key of a provider (RFC 7517), with the only algorithms it is used for.</summary>
/// <remarks>
/// Does not: believe the token's header. RS256 and PS256 need an RSA key of 2048 bits or more, ES256 one on P-256 (RFC 7518 section 3);
/// <c>none</c> and anything symmetric is unknown here.
/// </remarks>
internal sealed class ProviderKey
{
    private readonly RSAParameters? _rsa;

    private readonly ECParameters? _ec;

    private ProviderKey(string? id, string? algorithm, RSAParameters? rsa, ECParameters? ec) => (Id, Algorithm, _rsa, _ec) = (id, algorithm, rsa, ec);

    public string? Id { get; }

    /// <summary>The one algorithm the key says it is for, if it does.</summary>
    private string? Algorithm { get; }

    /// <summary>The usable keys of a key set; what is for something else or malformed is left out.</summary>
    public static IReadOnlyList<ProviderKey> ReadSet(JsonElement set) =>
        set.ValueKind == JsonValueKind.Object && set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
            ? [.. keys.EnumerateArray().Take(50).Select(Read).OfType<ProviderKey>()]
            : [];

    /// <summary>Whether the key may check signatures of that algorithm.</summary>
    public bool IsFor(string algorithm) =>
        (Algorithm is null || Algorithm == algorithm)
        && algorithm switch
        {
            "RS256" or "PS256" => _rsa is not null,
            "ES256" => _ec is not null,
            _ => false,
        };

    public bool Verify(string algorithm, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (!IsFor(algorithm))
        {
            return false;
        }

        if (_ec is { } point)
        {
            using var ec = ECDsa.Create(point);
            return signature.Length == 64 && ec.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = RSA.Create(_rsa!.Value);
        return rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static ProviderKey? Read(JsonElement key)
    {
        try
        {
            if (Text(key, "use") is { } use && use != "sig")
            {
                return null;
            }

            var (id, algorithm) = (Text(key, "kid"), Text(key, "alg"));
            switch (Text(key, "kty"))
            {
                case "RSA":
                    var (n, e) = (Bytes(key, "n"), Bytes(key, "e"));
                    return n.Length is >= 256 and <= 1024 && e.Length is > 0 and <= 8
                        ? new ProviderKey(id, algorithm, new RSAParameters { Modulus = n, Exponent = e }, null)
                        : null;
                case "EC" when Text(key, "crv") == "P-256":
                    var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } };
                    using (ECDsa.Create(parameters))
                    {
                        return new ProviderKey(id, algorithm, null, parameters);
                    }

                default:
                    return null;
            }
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Text(key, name) ?? throw new FormatException($"{name} is missing."));
}
