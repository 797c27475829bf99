using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Support;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Playback;

public sealed class PlaybackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task The_timeline_tells_ranges_gaps_and_coverage(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(10));
        await rig.AddGapAsync(Seconds(6), Seconds(10), GapCause.CameraStalled);

        var timeline = await rig.GetAsync(rig.Path("timeline", Seconds(-10), Seconds(15)));

        var ranges = timeline.GetProperty("ranges").EnumerateArray().ToList();
        Assert.Equal(2, ranges.Count);
        Assert.Equal(Text(Start), ranges[0].GetProperty("start").GetString());
        Assert.Equal(Text(Start.AddSeconds(6)), ranges[0].GetProperty("end").GetString());
        Assert.Equal(Text(Start.AddSeconds(15)), ranges[1].GetProperty("end").GetString());
        var gap = Assert.Single(timeline.GetProperty("gaps").EnumerateArray());
        Assert.Equal("camera-stalled", gap.GetProperty("cause").GetString());
        Assert.Equal(11.0 / 15, timeline.GetProperty("coverage").GetDouble(), 3);
    }

    [Fact]
    public async Task What_is_being_written_is_seen_and_played_already()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0), leaveLastOpen: true);

        var timeline = await rig.GetAsync(rig.Path("timeline", Seconds(0), Seconds(60)));
        Assert.Equal(Text(Start.AddSeconds(6)), timeline.GetProperty("ranges")[0].GetProperty("end").GetString());
        var file = await rig.SaveAsync(await rig.Http.GetAsync(rig.Path($"segments/{segments[^1].Id}.mp4"), Cancellation), "open.mp4");
        await Tool.DecodeAsync(file);
        var listed = await rig.GetAsync(rig.Path("segments", Seconds(0), Seconds(60)));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, listed.GetProperty("items")[2].GetProperty("sha256").ValueKind);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Segments_and_gaps_are_listed_page_by_page(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        var segments = (await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0))).ToList();
        segments.AddRange(await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(20)));
        var gaps = new[]
        {
            await rig.AddGapAsync(Seconds(6), Seconds(8), GapCause.CameraClosed),
            await rig.AddGapAsync(Seconds(8), Seconds(20), GapCause.CameraUnreachable),
            await rig.AddGapAsync(Seconds(26), null, GapCause.CameraUnreachable),
        };

        Assert.Equal(segments.Select(segment => segment.Id.ToString()), await AllAsync("segments"));
        // The recorder of this host may note one of its own: nothing is recorded now.
        Assert.Equal(gaps.Select(gap => gap.ToString()), (await AllAsync("gaps")).Where(id => gaps.Contains(Guid.Parse(id))));

        async Task<List<string>> AllAsync(string list)
        {
            var ids = new List<string>();
            var next = "";
            while (next is not null)
            {
                var page = await rig.GetAsync($"{rig.Path(list, Seconds(-60), Seconds(60))}&limit=1{(next.Length > 0 ? "&cursor=" : "")}{next}");
                ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                next = page.GetProperty("next").GetString()!;
            }

            return ids;
        }
    }

    [Fact]
    public async Task A_playlist_plays_over_a_gap_with_the_token_in_the_address()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.WithMuLawAsync(), Seconds(0));
        await rig.RecordAsync(await TestClip.WithMuLawAsync(), Seconds(30));
        var token = rig.Host.Tokens.Issue(Roles.Administrator);
        var address = new Uri(rig.Host.Address, $"{rig.Path("playlist.m3u8", Seconds(0), Seconds(60))}&access_token={token}");

        using var anonymous = rig.Host.Anonymous();
        var response = await anonymous.GetAsync(address, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("application/vnd.apple.mpegurl", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(6, text.Split("#EXTINF").Length - 1);
        Assert.Equal(1, text.Split("#EXT-X-DISCONTINUITY\n").Length - 1);
        Assert.Contains($"#EXT-X-PROGRAM-DATE-TIME:{Text(Start.AddSeconds(30))}", text, StringComparison.Ordinal);
        var packets = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-select_streams", "v", "-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", address.ToString());
        Assert.StartsWith("300", packets, StringComparison.Ordinal);
        var kinds = await Tool.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", address.ToString());
        Assert.DoesNotContain("audio", kinds, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_file_is_served_in_ranges_and_in_the_time_of_its_run()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(0));
        var address = rig.Path($"segments/{segments[1].Id}.mp4");
        var whole = await rig.Http.GetByteArrayAsync(address, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = new RangeHeaderValue(100, 1099);

        using var part = await rig.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole.AsSpan(100, 1000).ToArray(), await part.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(segments[1].Bytes, whole.Length);
        var path = await rig.SaveAsync(await rig.Http.GetAsync(address, Cancellation), "second.mp4");
        Assert.Equal(2 * 90_000, (await Tool.PacketsAsync(path, 0))[0].Dts);
    }

    [Fact]
    public async Task The_original_of_a_segment_has_the_hash_the_list_tells()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await rig.RecordAsync(await TestClip.WithMuLawAsync(), Seconds(0));
        var listed = await rig.GetAsync(rig.Path("segments", Seconds(0), Seconds(60)));
        var original = await rig.Http.GetByteArrayAsync($"{rig.Path($"segments/{segments[0].Id}.mp4")}?original=true", Cancellation);

        Assert.Equal(listed.GetProperty("items")[0].GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(original)));
    }

    [Fact]
    public async Task A_snapshot_is_the_key_picture_before_the_moment()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.BFramesWithAacAsync(), Seconds(0));
        var address = $"/api/recording/cameras/{rig.Camera}/snapshot.jpg?at={Text(Start.AddSeconds(3.5))}&width=160";

        using var response = await rig.Http.GetAsync(address, Cancellation);
        var path = await rig.SaveAsync(response, "snapshot.jpg");

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Text(Start.AddSeconds(2.08)), Assert.Single(response.Headers.GetValues("Vedette-Picture-Time")));
        Assert.Equal("160,120\n", await Tool.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", path));
    }

    [Fact]
    public async Task The_newest_picture_is_shown_when_no_moment_is_given()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));

        using var response = await rig.Http.GetAsync(rig.Path("snapshot.jpg"), Cancellation);

        response.EnsureSuccessStatusCode();
        Assert.Equal(Text(Start.AddSeconds(4)), Assert.Single(response.Headers.GetValues("Vedette-Picture-Time")));
    }

    [Fact]
    public async Task A_missing_decoder_is_said_in_words()
    {
        await using var rig = await FootageRig.StartAsync(
            prepare: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(
                services, new Platform.Pictures.PictureDecoder("no-such-program")));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));

        using var response = await rig.Http.GetAsync($"/api/recording/cameras/{rig.Camera}/snapshot.jpg?at={Text(Start.AddSeconds(1))}", Cancellation);

        var problem = await RefusedAsync(response, 503, "decoder-missing");
        Assert.Contains("not installed", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "S-21")]
    public async Task Who_looks_is_noted_once_for_each_range_and_once_for_many_pictures()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));

        for (var visit = 0; visit < 3; visit++)
        {
            _ = await rig.Http.GetStringAsync(rig.Path("playlist.m3u8", Seconds(0), Seconds(5)), Cancellation);
            _ = await rig.Http.GetByteArrayAsync($"/api/recording/cameras/{rig.Camera}/snapshot.jpg?at={Text(Start.AddSeconds(1))}", Cancellation);
        }

        _ = await rig.Http.GetStringAsync(rig.Path("playlist.m3u8", Seconds(0), Seconds(6)), Cancellation);

        var told = await rig.Get<Database<RecordingModule>>().WriteAsync(
            unit => unit.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded' order by position"), Cancellation);
        Assert.Equal(
            ["recording.footage-played", "recording.snapshot-seen", "recording.footage-played"],
            told.Select(data => JsonDocument.Parse(data).RootElement.GetProperty("action").GetString()));
        Assert.All(told, data => Assert.Contains(TestTokens.Administrator.Actor, data, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("timeline", 10, 10, "from")]
    [InlineData("timeline", 10, 5, "from")]
    [InlineData("segments", 0, 3_000_000, "to")]
    [InlineData("playlist.m3u8", 0, 3_000_000, "to")]
    [InlineData("export.mp4", 10, 5, "from")]
    public async Task A_wrong_range_is_refused_by_the_name_of_its_field(string what, int from, int to, string field)
    {
        await using var rig = await FootageRig.StartAsync();

        var problem = await RefusedAsync(
            await rig.Http.GetAsync(rig.Path(what, Seconds(from), Seconds(to)), Cancellation), 400, "invalid-request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("timeline?from=yesterday&to=today")]
    [InlineData("playlist.m3u8?from=2026-01-01T00:00:00Z")]
    [InlineData("export.mp4?from=9999-12-31T23:59:59Z&to=9999-12-31T23:59:59.9Z")]
    [InlineData("timeline?from=0001-01-01T00:00:00Z")]
    [InlineData("segments?limit=0")]
    [InlineData("segments?cursor=abc")]
    [InlineData("gaps?cursor=WyJ4Il0")]
    [InlineData("snapshot.jpg?width=1")]
    [InlineData("snapshot.jpg?at=0001-01-01T00:00:00Z")]
    public async Task Nonsense_is_a_bad_request(string what)
    {
        await using var rig = await FootageRig.StartAsync();
        await RefusedAsync(await rig.Http.GetAsync(rig.Path(what), Cancellation), 400, "invalid-request");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var rig = await FootageRig.StartAsync();
        foreach (var (path, code) in new[]
        {
            (rig.Path("timeline", camera: CameraId.New()), "not-found"),
            (rig.Path($"segments/{Guid.NewGuid()}.mp4"), "not-found"),
            (rig.Path("playlist.m3u8", Seconds(0), Seconds(10)), "no-footage"),
            (rig.Path("export.mp4", Seconds(0), Seconds(10)), "no-footage"),
            (rig.Path("snapshot.jpg"), "no-footage"),
        })
        {
            await RefusedAsync(await rig.Http.GetAsync(path, Cancellation), 404, code);
        }
    }

    [Fact]
    public async Task Without_the_right_nothing_is_shown()
    {
        await using var rig = await FootageRig.StartAsync();
        using var member = rig.As(Roles.Member);
        using var nobody = rig.Host.Anonymous();
        foreach (var what in new[] { "timeline", "segments", "gaps", "playlist.m3u8?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", "snapshot.jpg" })
        {
            await RefusedAsync(await member.GetAsync(rig.Path(what), Cancellation), 403, "forbidden");
            await RefusedAsync(await nobody.GetAsync(rig.Path(what), Cancellation), 401, "unauthenticated");
        }
    }
}
