using Vedette.Foundation;
using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class RefreshTokenTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(60);

    private static readonly RefreshToken Fresh = new("hash", Guid.NewGuid(), UserId.New(), Now.AddDays(30), UsedAt: null, EndedAt: null);

    [Fact]
    [Trait("Req", "R-7")]
    public void A_token_is_good_once_and_until_it_expires()
    {
        Assert.Equal(RefreshVerdict.Good, Fresh.Judge(Now));
        Assert.Equal(RefreshVerdict.Invalid, Fresh.Judge(Now.AddDays(30)));
        Assert.Equal(RefreshVerdict.Reused, (Fresh with { UsedAt = Now }).Judge(Now));
    }

    [Fact]
    public void A_token_of_a_sign_in_that_ended_is_just_invalid() =>
        Assert.Equal(RefreshVerdict.Invalid, (Fresh with { UsedAt = Now, EndedAt = Now }).Judge(Now));

    [Fact]
    public void A_secret_has_256_bits_and_is_known_by_its_hash_only()
    {
        var secret = RefreshToken.NewSecret();

        Assert.Equal(43, secret.Length);
        Assert.NotEqual(secret, RefreshToken.NewSecret());
        Assert.Equal(64, RefreshToken.HashOf(secret).Length);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", RefreshToken.HashOf("abc"));
    }
}
