using Vedette.Identity.External;

namespace Vedette.Identity.Tests.External;

public sealed class PendingSignInTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/live?wall=2#top", "/live?wall=2#top")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("live", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\\..\\b", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Nobody_is_sent_to_another_site(string? asked, string taken) => Assert.Equal(taken, PendingSignIn.New("house", asked, Now).ReturnTo);

    [Fact]
    public void A_very_long_way_back_is_left_out() => Assert.Equal("/", PendingSignIn.New("house", "/" + new string('x', 1_000), Now).ReturnTo);

    // RFC 7636 appendix B.
    [Fact]
    public void The_challenge_is_the_hash_of_the_verifier() => Assert.Equal(
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        (PendingSignIn.New("house", null, Now) with { Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" }).Challenge);

    [Fact]
    public void Two_have_nothing_in_common()
    {
        var (one, other) = (PendingSignIn.New("house", null, Now), PendingSignIn.New("house", null, Now));

        Assert.Equal(6, new HashSet<string> { one.State, one.Nonce, one.Verifier, other.State, other.Nonce, other.Verifier }.Count);
    }
}
