using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Features;

public sealed class DiagnosticsTests
{
    [Fact]
    public async Task Figures_of_both_streams_are_there_with_the_sdp_and_no_secret()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2, Authentication = RtspAuthentication.Digest });
        await using var streams = await StreamsHost.StartAsync();
        var id = DeviceId.New();
        await streams.TellAsync(id, streams.Source(simulator["cam1"].Url, "admin", "secret") with { SubUrl = simulator["cam2"].Url });
        var feeds = streams.Services.GetRequiredService<FeedDirectory>();
        var camera = id.AsCamera();
        await Until.TrueAsync(() => feeds.Find(camera)?.Figures.GopSeconds is not null, "the figures are known");

        var (diagnostics, text) = await ReadAsync(streams, camera);

        var (main, sub) = (diagnostics.GetProperty("streams")[0], diagnostics.GetProperty("streams")[1]);
        Assert.Equal("main", main.GetProperty("choice").GetString());
        Assert.Equal("online", main.GetProperty("state").GetString());
        Assert.Contains("TCP", main.GetProperty("transport").GetString(), StringComparison.Ordinal);
        Assert.Equal(simulator["cam1"].Url.OriginalString, main.GetProperty("url").GetString());
        Assert.Equal("h264", main.GetProperty("codec").GetString());
        Assert.StartsWith("avc1.", main.GetProperty("codecString").GetString(), StringComparison.Ordinal);
        Assert.InRange(main.GetProperty("gopSeconds").GetDouble(), 0.5, 2);
        Assert.True(main.GetProperty("packets").GetInt64() > 0);
        Assert.True(main.GetProperty("bytes").GetInt64() > 0);
        Assert.Contains("m=video", main.GetProperty("sdp").GetString(), StringComparison.Ordinal);
        Assert.Equal("idle", sub.GetProperty("state").GetString());
        Assert.False(sub.TryGetProperty("sdp", out var none) && none.ValueKind != JsonValueKind.Null);
        Assert.Equal(0, diagnostics.GetProperty("errors").GetArrayLength());
        Assert.DoesNotContain("\"secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain(":secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_wrong_is_listed_with_what_to_do_and_repetitions_once()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = RtspAuthentication.Digest });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url, "admin", "not-the-password");
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;
        await Until.TrueAsync(() => feed.Standing.State == FeedState.Silent, "the camera is silent");

        var (diagnostics, text) = await ReadAsync(streams, camera);

        var error = diagnostics.GetProperty("errors").EnumerateArray().Single();
        Assert.Equal("wrong-password", error.GetProperty("cause").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        var advice = diagnostics.GetProperty("advice").EnumerateArray().First();
        Assert.Equal("check-password", advice.GetProperty("code").GetString());
        Assert.Equal("serious", advice.GetProperty("severity").GetString());
        Assert.Equal(JsonValueKind.Object, advice.GetProperty("values").ValueKind);
        Assert.DoesNotContain("not-the-password", text, StringComparison.Ordinal);
        var view = await streams.Http.GetFromJsonAsync<JsonElement>($"/api/streams/cameras/{camera}");
        Assert.Contains("check-password", view.GetProperty("advice").EnumerateArray().Select(code => code.GetString()));
    }

    [Theory]
    [InlineData(RtspAuthentication.Digest)]
    [InlineData(RtspAuthentication.Basic)]
    public async Task The_transcript_names_versions_and_facts_and_never_the_password(RtspAuthentication authentication)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = authentication });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url, "admin", "secret");
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;
        await Until.TrueAsync(() => feed.Standing.State == FeedState.Online, "the camera is online");

        // Whatever stands in it, however it came there.
        feed.Transcript.Add(isFromCamera: false, "DESCRIBE rtsp://admin:secret@camera/x?pwd=secret RTSP/1.0\r\nAuthorization: Basic YWRtaW46c2VjcmV0\r\n");
        feed.Transcript.Add(isFromCamera: true, "the password is secret");
        using var reply = await streams.Http.GetAsync($"/api/streams/cameras/{camera}/transcript.txt");
        var text = await reply.Content.ReadAsStringAsync();

        Assert.Equal("text/plain", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", reply.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("Vedette ", text, StringComparison.Ordinal);
        Assert.Contains(".NET", text, StringComparison.Ordinal);
        Assert.Contains("1280x720", text, StringComparison.Ordinal);
        Assert.Contains("==== Main", text, StringComparison.Ordinal);
        Assert.Contains("DESCRIBE rtsp://camera/x", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("YWRtaW46c2VjcmV0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transcript_is_bounded()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(new Uri("rtsp://127.0.0.1:1/yard"));
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;
        for (var line = 0; line < 1000; line++)
        {
            feed.Transcript.Add(isFromCamera: true, new string('x', 100_000));
        }

        var text = await streams.Http.GetStringAsync($"/api/streams/cameras/{camera}/transcript.txt");

        Assert.InRange(text.Length, 100_000, 600_000);
    }

    [Fact]
    public async Task Diagnostics_are_for_who_may_configure()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(new Uri("rtsp://127.0.0.1:1/yard"));
        using var guardian = streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));

        Assert.Equal(HttpStatusCode.OK, (await guardian.GetAsync($"/api/streams/cameras/{camera}")).StatusCode);
        foreach (var path in (string[])["diagnostics", "transcript.txt"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await guardian.GetAsync($"/api/streams/cameras/{camera}/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await streams.Http.GetAsync($"/api/streams/cameras/{CameraId.New()}/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await streams.Http.GetAsync($"/api/streams/cameras/..%2fx/{path}")).StatusCode);
        }
    }

    private static async Task<(JsonElement Diagnostics, string Text)> ReadAsync(StreamsHost streams, CameraId camera)
    {
        var text = await streams.Http.GetStringAsync($"/api/streams/cameras/{camera}/diagnostics");
        return (JsonDocument.Parse(text).RootElement, text);
    }
}
