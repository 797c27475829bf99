using Vedette.Streams.Capturing;
using Xunit;

namespace Vedette.Streams.Tests.Capturing;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Authorization: Basic YWRtaW46aHVudGVyMg==\r\nCSeq: 2")]
    [InlineData("authorization:Digest username=\"admin\", response=\"hunter2\"\r\nCSeq: 2")]
    [InlineData("DESCRIBE rtsp://admin:hunter2@192.168.1.20/x RTSP/1.0")]
    [InlineData("DESCRIBE rtsp://admin:p@hunter2@192.168.1.20/x RTSP/1.0")]
    [InlineData("a=control:rtsp://:hunter2@192.168.1.20/track1")]
    [InlineData("GET /video.cgi?user=admin&pwd=hunter2&fps=5 HTTP/1.1")]
    [InlineData("GET /video.cgi?PASSWORD=hunter2 HTTP/1.1")]
    [InlineData("rtsp://192.168.1.20/user=admin_password=hunter2_channel=1_stream=0.sdp")]
    [InlineData("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:hunter2|2^20")]
    [InlineData("<wsse:Password Type=\"x\">hunter2</wsse:Password>")]
    [InlineData("Cookie: session=hunter2; other=hunter2")]
    [InlineData("Set-Cookie: a=hunter2\r\nCSeq: 1")]
    public void Secrets_are_taken_out_without_being_known(string text)
    {
        var clean = new Redaction().Clean(text);

        Assert.DoesNotContain("hunter2", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("YWRtaW46", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it was c0rrect horse/ here")]
    [InlineData("it was c0rrect%20horse%2F here")]
    public void A_known_secret_is_taken_out_wherever_it_stands(string text) =>
        Assert.Equal("it was (left out) here", new Redaction("c0rrect horse/", null, "x").Clean(text));

    [Theory]
    [InlineData("CSeq: 2\r\nCSeq: 3\r\n")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 192.168.1.20\r\na=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z0LAKA==,aM4=\r\n")]
    [InlineData("WWW-Authenticate: Digest realm=\"camera\", nonce=\"abc\"\r\n")]
    [InlineData("rtsp://192.168.1.20:554/stream1?channel=1&subtype=0")]
    public void What_is_no_secret_stays(string text) => Assert.Equal(text, new Redaction("hunter2").Clean(text));

    [Fact]
    public void Long_hostile_texts_cost_no_more_than_their_length()
    {
        var text = string.Concat(Enumerable.Repeat("://password=<Password a=crypto:", 20_000));

        Assert.NotEmpty(new Redaction("hunter2").Clean(text));
    }
}
