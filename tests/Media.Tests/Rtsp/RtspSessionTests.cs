using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class RtspSessionTests : IAsyncDisposable
{
    private static readonly SourceTimeouts Short = new()
    {
        Connect = TimeSpan.FromSeconds(2),
        Response = TimeSpan.FromMilliseconds(500),
        Stall = TimeSpan.FromMilliseconds(500),
        FirstPicture = TimeSpan.FromSeconds(1),
        Teardown = TimeSpan.FromMilliseconds(500),
    };

    private readonly FakeCamera _camera = new();
    private readonly StreamHub _hub = new(HubLimits.Default);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _hub.End();
        _hub.Clear();
        await _camera.DisposeAsync();
    }

    [Fact]
    public async Task Units_flow_until_we_take_leave()
    {
        var before = AccessUnit.Outstanding;
        using var leaving = new CancellationTokenSource();
        var cursor = _hub.OpenCursor();
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        var pump = session.PumpAsync(_hub, leaving.Token);
        long last = -1;
        for (var read = 0; read < 300; read++)
        {
            var reading = await cursor.ReadAsync(Token);
            Assert.Equal(ReadingKind.Unit, reading.Kind);
            Assert.True(read > 0 || reading.Unit!.IsKey);
            var shown = reading.Unit!.Header.DecodeTicks + reading.Unit.Header.CompositionTicks;
            Assert.Equal(last < 0 ? shown : last + 900, shown);
            Assert.Equal((1280, 720), (reading.Unit.Track.Width, reading.Unit.Track.Height));
            last = shown;
            reading.Unit.Release();
        }

        await leaving.CancelAsync();
        await pump;

        Assert.Equal("TEARDOWN", _camera.Asked[^1]);
        Assert.Contains("GET_PARAMETER", _camera.Asked);        // half of the 2 s the camera grants
        Assert.Equal(session.Counters.Units, session.Counters.Packets);
        _hub.End();
        _hub.Clear();
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task Keep_alive_falls_back_to_options()
    {
        _camera.Answer = request => request.Method == "GET_PARAMETER" ? RtspMessage.Answer(request, 501, "Not Implemented") : null;
        using var leaving = new CancellationTokenSource();
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        var pump = session.PumpAsync(_hub, leaving.Token);
        await WaitUntilAsync(() => _camera.Asked.Count(method => method == "OPTIONS") == 3);
        await leaving.CancelAsync();
        await pump;
        Assert.Equal(1, _camera.Asked.Count(method => method == "GET_PARAMETER"));
    }

    [Theory]
    [InlineData(404, FeedBreakCause.NoSuchPath)]
    [InlineData(403, FeedBreakCause.Refused)]
    [InlineData(453, FeedBreakCause.Refused)]
    [InlineData(500, FeedBreakCause.Refused)]
    [InlineData(401, FeedBreakCause.Refused)]       // without a challenge
    [InlineData(100, FeedBreakCause.Unreachable)]   // no answer
    public async Task Refusals_have_causes(int status, FeedBreakCause cause)
    {
        _camera.Answer = request => request.Method == "DESCRIBE" ? RtspMessage.Answer(request, status, "No") : null;
        var problem = await OpenFailsAsync(_camera.Endpoint with { Username = "me", Password = "hush" });
        Assert.Equal(cause, problem.Cause);
        Assert.DoesNotContain("hush", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("me")]
    [InlineData(null)]
    public async Task Wrong_credentials_are_told(string? user)
    {
        _camera.Answer = request =>
        {
            var answer = RtspMessage.Answer(request, 401, "Unauthorized");
            answer.Headers.Add("WWW-Authenticate", "Basic realm=\"cam\"");
            answer.Headers.Add("WWW-Authenticate", $"Digest realm=\"cam\", nonce=\"{Guid.NewGuid():N}\"");
            return answer;
        };
        Assert.Equal(FeedBreakCause.WrongPassword, (await OpenFailsAsync(_camera.Endpoint with { Username = user, Password = "x" })).Cause);
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 0\r\n", FeedBreakCause.NoVideoTrack)]
    [InlineData("m=video 0 RTP/AVP 31\r\n", FeedBreakCause.UnsupportedCodec)]
    [InlineData("hello", FeedBreakCause.Malformed)]
    public async Task Streams_that_cannot_be_recorded_are_told(string description, FeedBreakCause cause)
    {
        _camera.Description = description;
        Assert.Equal(cause, (await OpenFailsAsync(_camera.Endpoint)).Cause);
    }

    [Fact]
    public async Task An_unknown_sound_is_left_out_and_does_not_matter()
    {
        _camera.Description = "m=audio 0 RTP/AVP 98\r\na=rtpmap:98 G726-32/8000\r\n" + FakeCamera.Sdp;
        var probe = await RtspSession.ProbeAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        Assert.Equal(new SourceProbe(Codec.H264, 1280, 720, 25, null, "G726-32"), probe);
        Assert.DoesNotContain("PLAY", _camera.Asked);
        Assert.Equal("TEARDOWN", _camera.Asked[^1]);
    }

    [Fact]
    public async Task A_camera_that_tells_its_size_only_while_playing_is_played_for_a_moment()
    {
        var before = AccessUnit.Outstanding;
        _camera.Description = "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n";
        _camera.Play = (stream, leaving) => FakeCamera.SendPicturesAsync(stream, int.MaxValue, leaving, FakeCamera.KeyWithSets);
        var probe = await RtspSession.ProbeAsync(_camera.Endpoint, Short, TimeProvider.System, Token);

        Assert.Equal((1280, 720), (probe.Width, probe.Height));
        Assert.Equal("TEARDOWN", _camera.Asked[^1]);
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task Nobody_there_is_a_refusal()
    {
        var url = _camera.Url;
        await _camera.DisposeAsync();
        Assert.Equal(FeedBreakCause.Refused, (await OpenFailsAsync(new SourceEndpoint(url, null, null))).Cause);
    }

    [Theory]
    [InlineData("rtsp://169.254.169.254/latest")]
    [InlineData("rtsp://[fe80::1]/x")]
    [InlineData("rtsp://0.0.0.0/x")]
    public async Task Addresses_no_camera_has_are_not_even_tried(string url)
    {
        var problem = await OpenFailsAsync(new SourceEndpoint(new Uri(url), null, null));
        Assert.Equal((FeedBreakCause.Refused, FaultKind.Configuration), (problem.Cause, problem.Kind));
    }

    [Fact]
    public async Task A_redirect_is_followed_and_judged_like_the_first_address()
    {
        await using var other = new FakeCamera();
        var target = other.Url.ToString();
        _camera.Answer = request =>
        {
            var answer = RtspMessage.Answer(request, 302, "Found");
            answer.Headers.Add("Location", target);
            return request.Method == "DESCRIBE" ? answer : null;
        };
        _ = await RtspSession.ProbeAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        Assert.Contains("SETUP", other.Asked);

        target = "rtsp://169.254.169.254/";
        Assert.Equal(FaultKind.Configuration, (await OpenFailsAsync(_camera.Endpoint)).Kind);
        target = "http://127.0.0.1/";
        Assert.Equal(FeedBreakCause.Refused, (await OpenFailsAsync(_camera.Endpoint)).Cause);
        target = _camera.Url.ToString();
        Assert.Equal(FeedBreakCause.Refused, (await OpenFailsAsync(_camera.Endpoint)).Cause);
    }

    [Fact]
    public async Task Credentials_do_not_follow_a_redirect_to_another_host()
    {
        await using var other = new FakeCamera();
        var proofs = new List<string?>();
        other.Answer = request =>
        {
            proofs.Add(request.Headers["Authorization"]);
            var answer = RtspMessage.Answer(request, 401, "Unauthorized");
            answer.Headers.Add("WWW-Authenticate", "Basic realm=\"mine\"");
            return answer;
        };
        _camera.Answer = request =>
        {
            var answer = RtspMessage.Answer(request, 302, "Found");
            answer.Headers.Add("Location", $"rtsp://localhost:{other.Url.Port}/");
            return request.Method == "DESCRIBE" ? answer : null;
        };
        Assert.Equal(FeedBreakCause.WrongPassword, (await OpenFailsAsync(_camera.Endpoint with { Username = "me", Password = "hush" })).Cause);
        Assert.Equal([null], proofs);
    }

    [Fact]
    public async Task A_camera_that_falls_silent_is_stalled()
    {
        _camera.Play = async (stream, leaving) =>
        {
            await FakeCamera.SendPicturesAsync(stream, 20, leaving);
            await Task.Delay(Timeout.Infinite, leaving);
        };
        Assert.Equal(FeedBreakCause.Stalled, (await PumpFailsAsync()).Cause);
    }

    [Fact]
    public async Task A_camera_that_closes_is_closed()
    {
        _camera.Play = (stream, leaving) => FakeCamera.SendPicturesAsync(stream, 20, leaving);
        Assert.Equal(FeedBreakCause.Closed, (await PumpFailsAsync()).Cause);
    }

    [Fact]
    public async Task A_camera_that_sends_garbage_is_malformed()
    {
        _camera.Play = async (stream, leaving) =>
        {
            await stream.WriteAsync("\u0001\u0002\u0003"u8.ToArray(), leaving);
            await Task.Delay(Timeout.Infinite, leaving);
        };
        Assert.Equal(FeedBreakCause.Malformed, (await PumpFailsAsync()).Cause);
    }

    [Fact]
    public async Task Media_before_the_answer_to_play_and_on_unknown_channels_does_no_harm()
    {
        _camera.Answer = request =>
        {
            if (request.Method != "PLAY")
            {
                return null;
            }

            // Frames and an own question in front of the answer, as one camera or the other does.
            _camera.Play = async (stream, leaving) =>
            {
                await stream.WriteAsync("\r\n$\u0009\0\u0002xy"u8.ToArray(), leaving);
                await stream.WriteAsync(RtspMessage.Request("OPTIONS", "*").ToBytes(), leaving);
                await stream.WriteAsync(RtspMessage.Request("ANNOUNCE", "*").ToBytes(), leaving);
                await FakeCamera.SendPicturesAsync(stream, 40, leaving);
            };
            return null;
        };
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        var problem = await Assert.ThrowsAsync<SourceException>(() => session.PumpAsync(_hub, Token));

        Assert.Equal(FeedBreakCause.Closed, problem.Cause);
        Assert.Equal((40, 1), (session.Counters.Units, session.Counters.Ignored));
    }

    [Fact]
    public async Task Cancelling_while_a_camera_does_not_answer_is_prompt()
    {
        _camera.Answer = request => RtspMessage.Answer(request, 100, "Continue");
        using var cancelled = new CancellationTokenSource(50);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RtspSession.OpenAsync(_camera.Endpoint, new SourceTimeouts { Response = TimeSpan.FromMinutes(5) }, TimeProvider.System, cancelled.Token));
    }

    private static Task<SourceException> OpenFailsAsync(SourceEndpoint endpoint) =>
        Assert.ThrowsAsync<SourceException>(() => RtspSession.OpenAsync(endpoint, Short, TimeProvider.System, Token));

    private static async Task WaitUntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(20, Token);
        }
    }

    private async Task<SourceException> PumpFailsAsync()
    {
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        return await Assert.ThrowsAsync<SourceException>(() => session.PumpAsync(_hub, Token));
    }
}
