using System.Buffers.Text;
using System.Text;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Platform.Tests.Access;

public sealed class TokenKeyTests
{
    // RFC 7515 appendix A.3.
    private const string Rfc7515Token =
        "eyJhbGciOiJFUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static readonly JsonWebKey Rfc7515Key = new(
        "EC", "P-256", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "a3");

    [Fact]
    public void The_signature_of_RFC_7515_A_3_is_accepted()
    {
        using var key = TokenKey.From(Rfc7515Key)!;
        var at = Rfc7515Token.LastIndexOf('.');
        var signature = Base64Url.DecodeFromChars(Rfc7515Token.AsSpan(at + 1));

        Assert.True(key.Verify(Encoding.ASCII.GetBytes(Rfc7515Token, 0, at), signature));
        Assert.False(key.Verify(Encoding.ASCII.GetBytes(Rfc7515Token, 0, at - 1), signature));
    }

    [Fact]
    public void Any_changed_bit_of_the_signature_is_refused()
    {
        using var key = TokenKey.From(Rfc7515Key)!;
        var at = Rfc7515Token.LastIndexOf('.');
        var content = Encoding.ASCII.GetBytes(Rfc7515Token, 0, at);
        var signature = Base64Url.DecodeFromChars(Rfc7515Token.AsSpan(at + 1));
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(key.Verify(content, signature));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.False(key.Verify(content, signature.AsSpan(0, 63)));
        Assert.False(key.Verify(content, []));
    }

    [Fact]
    public void A_key_of_another_kind_or_off_the_curve_is_no_key()
    {
        Assert.Null(TokenKey.From(Rfc7515Key with { Kty = "RSA" }));
        Assert.Null(TokenKey.From(Rfc7515Key with { Crv = "P-384" }));
        Assert.Null(TokenKey.From(Rfc7515Key with { Alg = "HS256" }));
        Assert.Null(TokenKey.From(Rfc7515Key with { Use = "enc" }));
        Assert.Null(TokenKey.From(Rfc7515Key with { Y = Rfc7515Key.X }));
        Assert.Null(TokenKey.From(Rfc7515Key with { X = "!" }));
        Assert.Null(TokenKey.From(Rfc7515Key with { Kid = "" }));
    }

    [Fact]
    public void A_stored_signing_key_keeps_its_name()
    {
        using var signer = TokenSigner.Create();
        using var again = TokenSigner.FromPem(signer.ExportPem());
        Assert.Equal(signer.PublicKey, again.PublicKey);
        var refused = Assert.Throws<FaultException>(() => TokenSigner.FromPem("nonsense"));
        Assert.Equal(FaultKind.Configuration, refused.Kind);
    }
}
