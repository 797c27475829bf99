using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vedette.Foundation;
using Vedette.Identity.External;

namespace Vedette.Identity.Tests.External;

/// <summary>Id tokens of a provider's own key that are right but for one thing.</summary>
public sealed class IdTokenTests : IDisposable
{
    private const string Issuer = "https://login.example";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RSA _rsa = RSA.Create(2048);

    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public void A_right_token_gives_its_claims(string algorithm) =>
        Assert.Equal("ada", Verify(Sign(header => header["alg"] = algorithm)).GetProperty("sub").GetString());

    [Theory]
    [InlineData("iss", "\"https://evil.example\"")]
    [InlineData("iss", "\"https://login.example/\"")]
    [InlineData("aud", "\"another\"")]
    [InlineData("aud", "[]")]
    [InlineData("aud", "[\"vedette\",\"another\"]")]
    [InlineData("azp", "\"another\"")]
    [InlineData("exp", "1772366339")]
    [InlineData("exp", "\"tomorrow\"")]
    [InlineData("exp", "1e300")]
    [InlineData("iat", "1772366461")]
    [InlineData("nbf", "1772370000")]
    [InlineData("nonce", "\"another\"")]
    [InlineData("nonce", "7")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "{}")]
    public void A_claim_that_is_wrong_is_refused(string claim, string value) => AssertRefused(Sign(changeClaims: claims => claims[claim] = JsonNode.Parse(value)));

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("nonce")]
    [InlineData("sub")]
    public void A_claim_that_is_missing_is_refused(string claim) => AssertRefused(Sign(changeClaims: claims => claims.Remove(claim)));

    [Theory]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("alg", "\"ES256\"")]
    [InlineData("alg", "\"RS512\"")]
    [InlineData("kid", "\"unknown\"")]
    [InlineData("crit", "[\"exp\"]")]
    public void A_header_that_is_wrong_is_refused(string name, string value) => AssertRefused(Sign(named => named[name] = JsonNode.Parse(value), sign: "RS256"));

    [Fact]
    public void Several_audiences_need_the_party_that_was_asked_for() => _ = Verify(Sign(changeClaims: claims =>
    {
        claims["aud"] = new JsonArray("another", "vedette");
        claims["azp"] = "vedette";
    }));

    [Fact]
    public void A_signature_of_somebody_else_is_refused()
    {
        using var other = RSA.Create(2048);
        var token = Sign();
        var forged = Base64Url.EncodeToString(other.SignData(
            Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        AssertRefused(token[..(token.LastIndexOf('.') + 1)] + forged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.e30.e30")]
    public void Nonsense_is_refused(string token) => AssertRefused(token);

    [Fact]
    public void Keys_that_are_too_small_or_for_something_else_are_not_keys()
    {
        using var small = RSA.Create(1024);
        var set = new JsonObject
        {
            ["keys"] = new JsonArray(
                Key(small, "small"), With(Key(_rsa, "enc"), "use", "enc"), new JsonObject { ["kty"] = "oct", ["k"] = "AAAA" }, new JsonObject { ["kty"] = 7 }, JsonValue.Create("x")),
        };

        Assert.Empty(ProviderKey.ReadSet(JsonSerializer.SerializeToElement(set)));
        Assert.Empty(ProviderKey.ReadSet(JsonSerializer.SerializeToElement("keys")));
    }

    private JsonElement Verify(string token) => IdToken.Verify(token, Keys(), Issuer, "vedette", "the nonce", Now);

    private void AssertRefused(string token) => Assert.Equal(FaultKind.Format, Assert.Throws<FaultException>(() => Verify(token)).Kind);

    private IReadOnlyList<ProviderKey> Keys()
    {
        var point = _ec.ExportParameters(false).Q;
        var ec = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y), ["kid"] = "ec" };
        return ProviderKey.ReadSet(JsonSerializer.SerializeToElement(new JsonObject { ["keys"] = new JsonArray(Key(_rsa, "rsa"), ec) }));
    }

    private string Sign(Action<JsonObject>? changeHeader = null, Action<JsonObject>? changeClaims = null, string? sign = null)
    {
        var header = new JsonObject { ["alg"] = "RS256" };
        changeHeader?.Invoke(header);
        var algorithm = sign ?? (string)header["alg"]!;
        header["kid"] ??= algorithm == "ES256" ? "ec" : "rsa";
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = "ada",
            ["aud"] = "vedette",
            ["exp"] = Now.ToUnixTimeSeconds() + 60,
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["nonce"] = "the nonce",
        };
        changeClaims?.Invoke(claims);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var content = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm == "ES256"
            ? _ec.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : _rsa.SignData(content, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static JsonObject Key(RSA rsa, string id)
    {
        var key = rsa.ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent), ["kid"] = id };
    }

    private static JsonObject With(JsonObject key, string name, string value)
    {
        key[name] = value;
        return key;
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
