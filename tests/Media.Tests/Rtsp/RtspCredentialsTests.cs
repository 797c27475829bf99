using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class RtspCredentialsTests
{
    [Fact]
    public void Digest_gives_what_rfc_2617_computes()
    {
        var challenge = AuthChallenge.Read(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")[0];

        var line = new RtspCredentials("Mufasa", "Circle Of Life").Digest(challenge, "GET", "/dir/index.html", "0a4f113b");

        Assert.Contains("response=\"6629fae49393a05397450978507c4ef1\"", line, StringComparison.Ordinal);
        Assert.Contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    public void Digest_gives_what_rfc_7616_computes(string algorithm, string response)
    {
        var challenge = AuthChallenge.Read(
            $"Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"")[0];

        var line = new RtspCredentials("Mufasa", "Circle of Life")
            .Digest(challenge, "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        Assert.Contains($"response=\"{response}\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_strongest_challenge_is_taken_up_wherever_it_stands()
    {
        var credentials = new RtspCredentials("a", "b");

        var taken = credentials.TakeUp(
            ["Basic realm=\"c\", Digest realm=\"c, d\", nonce=\"1\"", "Negotiate", "Digest realm=\"c\" ,nonce=\"2\",algorithm=SHA-256 ", "Digest nonce=3, algorithm=SHA-512"]);

        Assert.Equal("2", taken?.Nonce);
        Assert.StartsWith("Digest ", credentials.Authorize("PLAY", "rtsp://x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Basic_is_the_last_resort()
    {
        var credentials = new RtspCredentials("Aladdin", "open sesame");
        Assert.NotNull(credentials.TakeUp(["Basic realm=\"x\""]));
        Assert.Equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", credentials.Authorize("PLAY", "rtsp://x"));
    }

    [Fact]
    public void The_nonce_announced_for_the_next_request_is_used_and_counted_anew()
    {
        var credentials = new RtspCredentials("a", "b");
        _ = credentials.TakeUp(["Digest realm=\"c\", nonce=\"1\", qop=\"auth\""]);
        _ = credentials.Authorize("PLAY", "rtsp://x");
        credentials.Renew("rspauth=\"x\", nextnonce=\"2\"");
        var line = credentials.Authorize("PLAY", "rtsp://x");
        Assert.Contains("nonce=\"2\"", line, StringComparison.Ordinal);
        Assert.Contains("nc=00000001", line, StringComparison.Ordinal);
        credentials.Renew("qop=auth");
        Assert.Contains("nc=00000002", credentials.Authorize("PLAY", "rtsp://x"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_scheme_is_not_taken_up() => Assert.Null(new RtspCredentials("a", "b").TakeUp(["Bearer x", ""]));

    [Fact]
    public void An_endpoint_does_not_show_its_password() =>
        Assert.DoesNotContain("hush", new SourceEndpoint(new Uri("rtsp://me:hush@camera/x"), "me", "hush").ToString(), StringComparison.Ordinal);
}
