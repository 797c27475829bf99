using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Vedette.Streams.Viewing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>Live view as low-latency HLS over HTTP.</summary>
public sealed class HlsTests
{
    private static readonly SimulatorOptions Small = new() { Clip = ClipShape.Small };

    [Fact]
    public async Task The_newest_pictures_are_there_at_once_and_a_player_that_waits_gets_the_next_part()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        var address = $"/api/streams/cameras/{camera}/hls/main/";

        var multivariant = await TextAsync(streams, address + "index.m3u8");
        Assert.Contains("CODECS=\"avc1.", multivariant, StringComparison.Ordinal);
        Assert.Contains("RESOLUTION=320x180", multivariant, StringComparison.Ordinal);

        var media = await TextAsync(streams, address + "media.m3u8");
        Assert.Equal(1, streams.Services.GetRequiredService<LiveViews>().ViewersOf(camera));
        for (var turn = 0; turn < 12; turn++)
        {
            var hint = Regex.Match(media, "PRELOAD-HINT:TYPE=PART,URI=\"part/([0-9]+)\\.([0-9]+)\\.m4s\"");
            Assert.True(hint.Success, media);
            var (segment, part) = (hint.Groups[1].Value, hint.Groups[2].Value);
            var (next, bytes) = (TextAsync(streams, $"{address}media.m3u8?_HLS_msn={segment}&_HLS_part={part}"), streams.Http.GetByteArrayAsync($"{address}part/{segment}.{part}.m4s"));

            media = await next;

            Assert.Contains($"part/{segment}.{part}.m4s", media, StringComparison.Ordinal);
            Assert.NotEmpty(await bytes);
            Assert.Contains("#EXT-X-PROGRAM-DATE-TIME:", media, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ffmpeg_plays_it_with_the_token_in_the_address()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        var url = new Uri(streams.Host.Address, $"/api/streams/cameras/{camera}/hls/grid/index.m3u8?access_token={streams.Host.Tokens.Issue(TestTokens.Administrator)}");

        using var judge = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-v", "error", "-xerror", "-i", url.ToString(), "-t", "6", "-f", "framemd5", "-"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var (pictures, complaints) = (judge.StandardOutput.ReadToEndAsync(), judge.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await judge.WaitForExitAsync(limit.Token);

        Assert.Equal("", await complaints);
        Assert.InRange((await pictures).Split('\n').Count(line => line.StartsWith("0,", StringComparison.Ordinal)), 80, 91);
    }

    [Fact]
    public async Task Unreasonable_requests_are_refused()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        var address = $"/api/streams/cameras/{camera}/hls/main/";
        _ = await TextAsync(streams, address + "media.m3u8");

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(streams, address + "media.m3u8?_HLS_msn=99999999999"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(streams, address + "media.m3u8?_HLS_part=1"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(streams, address + "segment/99999999999.m4s"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(streams, address + "segment/1.m4s"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(streams, address + "part/1.-1.m4s"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(streams, address + "init/1.mp4"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(streams, $"/api/streams/cameras/{camera}/hls/other/media.m3u8"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(streams, $"/api/streams/cameras/{CameraId.New()}/hls/main/media.m3u8"));
        using var anonymous = streams.Host.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(address + "media.m3u8")).StatusCode);
    }

    [Fact]
    public async Task A_still_picture_is_made_once_for_all_who_ask_and_named()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Camera with { KeyInterval = 10 } });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        var address = $"/api/streams/cameras/{camera}/still.jpg";

        var replies = await Task.WhenAll(Enumerable.Range(300, 12).Select(width => streams.Http.GetAsync($"{address}?width={width}")));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.StatusCode));
        var first = replies[0];
        Assert.Equal("image/jpeg", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", first.Headers.CacheControl!.ToString());
        Assert.True(DateTimeOffset.TryParse(first.Headers.GetValues("Vedette-Picture-Time").Single(), CultureInfo.InvariantCulture, out _));
        Assert.NotNull(first.Content.Headers.LastModified);
        Assert.InRange(replies.Select(reply => reply.Headers.ETag!.Tag).Distinct().Count(), 1, 2);
        Assert.Equal([0xFF, 0xD8], (await first.Content.ReadAsByteArrayAsync())[..2]);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"{address}?width=300") { Headers = { IfNoneMatch = { replies[^1].Headers.ETag! } } };
        Assert.Contains((await streams.Http.SendAsync(again)).StatusCode, new[] { HttpStatusCode.NotModified, HttpStatusCode.OK });
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(streams, $"{address}?width=5"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(streams, $"{address}?stream=other"));
    }

    [Fact]
    public async Task A_camera_that_shows_nothing_has_no_still_picture()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(new Uri("rtsp://127.0.0.1:1/nothing"));

        using var reply = await streams.Http.GetAsync($"/api/streams/cameras/{camera}/still.jpg");

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("\"no-picture\"", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(StreamsHost streams, string path)
    {
        using var reply = await streams.Http.GetAsync(path);
        return reply.StatusCode;
    }

    private static async Task<string> TextAsync(StreamsHost streams, string path)
    {
        using var reply = await streams.Http.GetAsync(path);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return text;
    }
}
