using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Signs access tokens with an ES256 key (RFC 7515, RFC 7519, RFC 9068).</summary>
public sealed class TokenSigner : IDisposable
{
    /// <summary>The claim that names the sign-in a token belongs to.</summary>
    public const string SignInClaim = "sid";

    private readonly ECDsa _key;
    private readonly Lock _using = new();

    private TokenSigner(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        PublicKey = new JsonWebKey("EC", "P-256", x, y, Thumbprint(x, y));
    }

    /// <summary>The key's name in token headers: its thumbprint (RFC 7638).</summary>
    public string KeyId => PublicKey.Kid;

    /// <summary>The public part, for the key set.</summary>
    public JsonWebKey PublicKey { get; }

    /// <summary>A signer with a new key.</summary>
    public static TokenSigner Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A signer with a stored key.</summary>
    /// <param name="pem">What <see cref="ExportPem"/> gave.</param>
    /// <exception cref="FaultException">Not a P-256 private key (configuration).</exception>
    public static TokenSigner FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == 256 ? new TokenSigner(key) : throw new CryptographicException("The key is not on the curve P-256.");
        }
        catch (Exception refused) when (refused is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new FaultException(FaultKind.Configuration, $"The signing key cannot be read: {refused.Message}", innerException: refused);
        }
    }

    /// <summary>The private key, PKCS #8 in PEM. Keep it in a file only its owner can read.</summary>
    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>Signs an access token for <paramref name="caller"/>, valid from <paramref name="now"/> for <paramref name="lifetime"/>.</summary>
    /// <param name="caller">Whom it speaks for.</param>
    /// <param name="now">The moment it is issued.</param>
    /// <param name="lifetime">How long it is good; cut to whole seconds.</param>
    /// <param name="signIn">The sign-in it belongs to (<see cref="SignInClaim"/>), when there is one.</param>
    public string Issue(Caller caller, DateTimeOffset now, TimeSpan lifetime, Guid? signIn = null)
    {
        var claims = new Dictionary<string, object>
        {
            [TokenClaims.Issuer] = TokenClaims.Vedette,
            [TokenClaims.Audience] = TokenClaims.Vedette,
            [TokenClaims.Subject] = caller.UserId.ToString(),
            [TokenClaims.Name] = caller.Name,
            [TokenClaims.Roles] = caller.Roles,
            [TokenClaims.Grants] = caller.Given.Where(grant => !(grant.Until <= now)).Select(grant => grant.ToString()).ToArray(),
            [TokenClaims.Version] = caller.Version,
            [TokenClaims.IssuedAt] = now.ToUnixTimeSeconds(),
            [TokenClaims.NotBefore] = now.ToUnixTimeSeconds(),
            [TokenClaims.Expires] = (now + lifetime).ToUnixTimeSeconds(),
            [TokenClaims.Id] = Guid.CreateVersion7().ToString("N"),
        };
        if (signIn is { } id)
        {
            claims[SignInClaim] = id.ToString("D");
        }

        return Sign(
            new Dictionary<string, object> { ["alg"] = TokenKey.Algorithm, ["kid"] = KeyId, ["typ"] = TokenClaims.AccessTokenType },
            claims);
    }

    /// <summary>Signs any header and claims: the compact form of RFC 7515 section 7.1.</summary>
    internal string Sign(object header, object claims)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        lock (_using)
        {
            var signature = _key.SignData(
                Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    // RFC 7638 section 3: the required members only, in this order, without spaces.
    private static string Thumbprint(string x, string y) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}
