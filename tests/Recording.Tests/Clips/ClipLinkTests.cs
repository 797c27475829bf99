using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Clips;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Support;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Clips;

public sealed class ClipLinkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "S-39")]
    public async Task A_link_shows_a_clip_to_somebody_without_an_account_for_half_an_hour(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        var id = await rig.OrderClipAsync(0, 6);
        _ = await rig.FinishedClipAsync(id);
        var before = DateTimeOffset.UtcNow;
        var (url, expiresAt) = await ShareAsync(rig, id);
        Assert.InRange(expiresAt, before.AddMinutes(30).AddSeconds(-1), DateTimeOffset.UtcNow.AddMinutes(30));

        using var stranger = new HttpClient { BaseAddress = rig.Http.BaseAddress };
        using var whole = await stranger.GetAsync(url, Stop);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("video/mp4", whole.Content.Headers.ContentType!.MediaType);
        Assert.True(whole.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(whole.Headers.GetValues("Referrer-Policy")));
        var bytes = await whole.Content.ReadAsByteArrayAsync(Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = new RangeHeaderValue(1000, null);
        using var rest = await stranger.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes.AsSpan(1000).ToArray(), await rest.Content.ReadAsByteArrayAsync(Stop));

        // The continued look is the same look; nothing that was kept can be used as a link.
        Assert.Equal(["recording.clip-ordered", "recording.clip-link-created", "recording.clip-link-used"], await rig.ActionsAsync());
        var kept = await rig.Get<Database<RecordingModule>>().ReadAsync(
            async connection => await connection.QuerySingleAsync<string>("select token_hash from clip_links"), Stop);
        var token = url.Split('/')[^1];
        Assert.Equal(ClipLink.HashOf(token), kept);
        Assert.DoesNotContain(token, string.Concat(await rig.ToldAsync("audit.action-recorded")), StringComparison.Ordinal);

        using var deleted = await rig.Http.DeleteAsync($"/api/recording/clips/{id}", Stop);
        await RefusedAsync(await stranger.GetAsync(url, Stop), 404, "not-found");
    }

    [Fact]
    [Trait("Req", "S-39")]
    public async Task An_expired_link_is_gone_and_one_whose_file_is_lost_too()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        var id = await rig.OrderClipAsync(0, 6);
        _ = await rig.FinishedClipAsync(id);
        var token = ClipLink.NewToken();
        var now = DateTimeOffset.UtcNow;
        await rig.Get<ClipLinkStore>().AddAsync(
            new ClipLink(Guid.CreateVersion7(), id, rig.Camera, ClipLink.HashOf(token), now.AddMinutes(-31), now.AddSeconds(-1)), TestTokens.Administrator, Stop);
        using var stranger = new HttpClient { BaseAddress = rig.Http.BaseAddress };

        await RefusedAsync(await stranger.GetAsync($"/api/recording/shared/{token}", Stop), 410, "link-expired");
        var (url, _) = await ShareAsync(rig, id);
        File.Delete(System.IO.Path.Combine(rig.ClipFolder(id), $"{rig.Camera}.mp4"));
        await RefusedAsync(await stranger.GetAsync(url, Stop), 410, "gone");
    }

    [Fact]
    public async Task Who_guesses_links_is_slowed_down_and_finds_nothing()
    {
        await using var rig = await FootageRig.StartAsync();
        using var stranger = new HttpClient { BaseAddress = rig.Http.BaseAddress };
        await RefusedAsync(await stranger.GetAsync("/api/recording/shared/short", Stop), 404, "not-found");
        for (var guess = 1; guess < SignInThrottle.FreeTriesPerAddress; guess++)
        {
            await RefusedAsync(await stranger.GetAsync($"/api/recording/shared/{ClipLink.NewToken()}", Stop), 404, "not-found");
        }

        _ = await stranger.GetAsync($"/api/recording/shared/{ClipLink.NewToken()}", Stop);
        using var slowed = await stranger.GetAsync($"/api/recording/shared/{ClipLink.NewToken()}", Stop);
        Assert.NotNull(slowed.Headers.RetryAfter);
        await RefusedAsync(slowed, 429, "too-many-attempts");
    }

    [Fact]
    public async Task A_clip_of_several_cameras_is_shared_file_by_file_and_only_when_it_is_ready()
    {
        await using var rig = await FootageRig.StartAsync();
        var other = CameraId.New();
        await rig.AddCameraAsync(other, "Yard");
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0), other);
        var id = await rig.OrderClipAsync(0, 6, rig.Camera, other);
        _ = await rig.FinishedClipAsync(id);
        var later = await rig.OrderClipAsync(0, 3700, rig.Camera);

        await RefusedAsync(await rig.Http.PostAsJsonAsync($"/api/recording/clips/{id}/links", new { }, Stop), 400, "invalid-request");
        await RefusedAsync(await rig.Http.PostAsJsonAsync($"/api/recording/clips/{id}/links", new { minutes = 0 }, Stop), 400, "invalid-request");
        await RefusedAsync(await rig.Http.PostAsJsonAsync($"/api/recording/clips/{id}/links", new { cameraId = CameraId.New() }, Stop), 400, "invalid-request");
        await RefusedAsync(await rig.Http.PostAsJsonAsync($"/api/recording/clips/{later}/links", new { }, Stop), 409, "not-ready");
        using var shared = await rig.Http.PostAsJsonAsync($"/api/recording/clips/{id}/links", new { cameraId = other, minutes = 1 }, Stop);
        Assert.Equal(HttpStatusCode.Created, shared.StatusCode);
    }

    private static async Task<(string Url, DateTimeOffset ExpiresAt)> ShareAsync(FootageRig rig, Guid clip)
    {
        using var response = await rig.Http.PostAsJsonAsync($"/api/recording/clips/{clip}/links", new { }, Stop);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var link = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return (link.GetProperty("url").GetString()!, link.GetProperty("expiresAt").GetDateTimeOffset());
    }
}
