using Vedette.Media.Rtsp;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class RtspAuthorizationTests
{
    private const string Realm = "Vedette";
    private const string Nonce = "0123456789abcdef";
    private const string Uri = "rtsp://127.0.0.1:8554/yard";

    public static TheoryData<string> AllChallenges => [.. RtspAuthorization.Challenges(Realm, Nonce), Session("MD5-sess"), Session("SHA-256-sess")];

    [Theory]
    [MemberData(nameof(AllChallenges))]
    public void What_our_client_answers_is_believed_with_the_right_password_alone(string challenge)
    {
        var read = Answer(challenge, "se:cr\"et");

        Assert.Equal("viewer", read.Username);
        Assert.True(read.Proves("se:cr\"et", Realm, Nonce, Request("DESCRIBE")));
        Assert.False(read.Proves("secret", Realm, Nonce, Request("DESCRIBE")));
        Assert.False(read.Proves("", Realm, Nonce, Request("DESCRIBE")));
    }

    [Fact]
    public void A_digest_is_good_for_its_method_and_its_connection_alone()
    {
        var read = Answer(RtspAuthorization.Challenges(Realm, Nonce)[1], "secret");

        Assert.Null(read.Password);
        Assert.False(read.Proves("secret", Realm, Nonce, Request("TEARDOWN")));
        Assert.False(read.Proves("secret", Realm, "another", Request("DESCRIBE")));
        Assert.False(read.Proves("secret", "another", Nonce, Request("DESCRIBE")));
    }

    [Fact]
    public void Our_client_takes_the_strongest_challenge()
    {
        var client = new RtspCredentials("viewer", "secret");

        Assert.Equal("SHA-256", client.TakeUp(RtspAuthorization.Challenges(Realm, Nonce))!.Parameters["algorithm"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Digest")]
    [InlineData("Digest realm=\"x\"")]
    [InlineData("Bearer abc")]
    public void What_proves_nothing_is_nothing(string? header) => Assert.Null(RtspAuthorization.Read(header));

    private static string Session(string algorithm) => $"Digest realm=\"{Realm}\", nonce=\"{Nonce}\", algorithm={algorithm}, qop=\"auth\"";

    private static RtspMessage Request(string method) => RtspMessage.Request(method, Uri);

    private static RtspAuthorization Answer(string challenge, string password)
    {
        var client = new RtspCredentials("viewer", password);
        Assert.NotNull(client.TakeUp([challenge]));
        return RtspAuthorization.Read(client.Authorize("DESCRIBE", Uri))!;
    }
}
