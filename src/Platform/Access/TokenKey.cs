using System.Buffers.Text;
using System.Security.Cryptography;

namespace Vedette.Platform.Access;

/// <summary>A public key that checks ES256 signatures (RFC 7518 section 3.4). The algorithm belongs to the key, never to the token.</summary>
public sealed class TokenKey : IDisposable
{
    /// <summary>The only algorithm there is.</summary>
    public const string Algorithm = "ES256";

    private const int SignatureBytes = 64;
    private readonly ECDsa _key;

    // ECDsa makes no promise for concurrent use.
    private readonly Lock _using = new();

    private TokenKey(string id, ECDsa key) => (Id, _key) = (id, key);

    /// <summary>The key's name in token headers.</summary>
    public string Id { get; }

    /// <summary>Reads a key; <see langword="null"/> when it is not a P-256 signing key.</summary>
    public static TokenKey? From(JsonWebKey jwk)
    {
        if (jwk is not { Kty: "EC", Crv: "P-256", Alg: Algorithm, Use: "sig" } || jwk.Kid.Length == 0)
        {
            return null;
        }

        try
        {
            var point = new ECPoint { X = Base64Url.DecodeFromChars(jwk.X), Y = Base64Url.DecodeFromChars(jwk.Y) };
            return new TokenKey(jwk.Kid, ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }));
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether <paramref name="signature"/> (R and S, 64 bytes) is this key's over <paramref name="content"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes)
        {
            return false;
        }

        lock (_using)
        {
            return _key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
