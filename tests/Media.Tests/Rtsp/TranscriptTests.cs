using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class TranscriptTests : IAsyncDisposable
{
    private readonly FakeCamera _camera = new();
    private readonly SourceTranscript _transcript = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Text => string.Join("\n", _transcript.Entries.Select(entry => (entry.IsFromCamera ? "< " : "> ") + entry.Text));

    public ValueTask DisposeAsync() => _camera.DisposeAsync();

    [Fact]
    public async Task Everything_said_is_kept_and_no_secret_is()
    {
        _camera.Description = FakeCamera.Sdp.Replace("a=control:video", $"a=control:{_camera.Url.ToString().Replace("rtsp://", "rtsp://me:hush@", StringComparison.Ordinal)}?passwd=hush2", StringComparison.Ordinal);
        _camera.Answer = request =>
        {
            if (request.Headers["Authorization"] is not null)
            {
                return null;
            }

            var answer = RtspMessage.Answer(request, 401, "Unauthorized");
            answer.Headers.Add("WWW-Authenticate", "Basic realm=\"cam\"");
            return answer;
        };
        var hub = new StreamHub(HubLimits.Default);
        using var leaving = new CancellationTokenSource(300);
        var endpoint = new SourceEndpoint(new Uri(_camera.Url + "?user=me&password=hush3&channel=1"), "me", "hush") { Transcript = _transcript };
        await using (var session = await RtspSession.OpenAsync(endpoint, new SourceTimeouts(), TimeProvider.System, Token))
        {
            await session.PumpAsync(hub, leaving.Token);
            Assert.DoesNotContain("hush", session.Description, StringComparison.Ordinal);
        }

        hub.End();
        hub.Clear();
        foreach (var said in (string[])["> OPTIONS", "< RTSP/1.0 401", "> DESCRIBE", "a=rtpmap:96 H264/90000", "> SETUP", "plays by RTSP over TCP", "> TEARDOWN", "channel=1", "Authorization: Basic …"])
        {
            Assert.Contains(said, Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("hush", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bWU6aHVzaA", Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_lost_is_noted()
    {
        _camera.Play = (stream, leaving) => FakeCamera.SendPicturesAsync(stream, 5, leaving);
        var hub = new StreamHub(HubLimits.Default);
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint with { Transcript = _transcript }, new SourceTimeouts(), TimeProvider.System, Token);
        _ = await Assert.ThrowsAsync<SourceException>(() => session.PumpAsync(hub, Token));
        Assert.Contains("(lost: The camera closed the connection.)", Text, StringComparison.Ordinal);
        hub.End();
        hub.Clear();
    }

    [Theory]
    [InlineData("rtsp://a:b@c/d", "rtsp://…@c/d")]
    [InlineData("RTSPS://a:b%40@c:1/d?x=1&Token=2#f", "RTSPS://…@c:1/d?x=1&Token=…")]
    [InlineData("authorization:\tDigest username=\"a\", response=\"b\"\r\nCSeq: 1", "authorization:\tDigest …\r\nCSeq: 1")]
    [InlineData("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc|2", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:…")]
    [InlineData("WWW-Authenticate: Digest realm=\"a\", nonce=\"b\"", "WWW-Authenticate: Digest realm=\"a\", nonce=\"b\"")]
    [InlineData("a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z2Q=,aO4=", "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z2Q=,aO4=")]
    public void Secrets_are_known_by_their_form(string text, string expected) => Assert.Equal(expected, SecretText.Without(text));

    [Fact]
    public void A_known_secret_is_taken_out_wherever_it_stands() =>
        Assert.Equal("x … y … z", SecretText.Without("x pa/ss y pa%2Fss z", "pa/ss"));
}
