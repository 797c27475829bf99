using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Recording.Tests.Playback;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Access;

/// <summary>Footage is seen, taken away, held and deleted by whom its camera's place is open to.</summary>
public sealed class FootageByPlaceTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-13")]
    public async Task Whatever_is_about_one_camera_works_in_the_own_room_is_refused_without_the_right_and_not_there_elsewhere()
    {
        await using var placed = await PlacedFootage.StartAsync();
        var range = $"from={PlacedFootage.From}&to={PlacedFootage.To}";
        foreach (var what in new[]
        {
            "", $"/timeline?{range}", "/coverage", $"/segments?{range}", $"/gaps?{range}", $"/marks?{range}", "/policy", $"/playlist.m3u8?{range}", $"/export.mp4?{range}",
        })
        {
            var (own, seen, foreign, none) = (
                await placed.StatusAsync(HttpMethod.Get, $"/api/recording/cameras/{placed.InRoom}{what}"),
                await placed.StatusAsync(HttpMethod.Get, $"/api/recording/cameras/{placed.InHall}{what}"),
                await placed.StatusAsync(HttpMethod.Get, $"/api/recording/cameras/{placed.InVault}{what}"),
                await placed.StatusAsync(HttpMethod.Get, $"/api/recording/cameras/{CameraId.New()}{what}"));
            Assert.Equal((what, 200, 403, 404, 404), (what, own, seen, foreign, none));
        }

        var segment = (await placed.ListAsync($"/api/recording/cameras/{placed.InRoom}/segments?{range}"))[0];
        Assert.Equal(200, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/cameras/{placed.InRoom}/segments/{segment}.mp4?original=true"));
        Assert.Equal(404, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/cameras/{placed.InVault}/segments/{segment}.mp4"));
        Assert.Equal(403, await placed.StatusAsync(HttpMethod.Delete, $"/api/recording/cameras/{placed.InHall}/footage?{range}&reason=old"));
        Assert.Equal(404, await placed.StatusAsync(HttpMethod.Delete, $"/api/recording/cameras/{placed.InVault}/footage?{range}&reason=old"));
        Assert.Equal(200, await placed.StatusAsync(HttpMethod.Delete, $"/api/recording/cameras/{placed.InRoom}/footage?{range}&reason=old"));
    }

    [Fact]
    public async Task The_original_of_a_segment_needs_the_right_to_export_there_and_not_somewhere()
    {
        await using var placed = await PlacedFootage.StartAsync();
        var range = $"from={PlacedFootage.From}&to={PlacedFootage.To}";
        var segment = (await placed.ListAsync($"/api/recording/cameras/{placed.InRoom}/segments?{range}"))[0];
        using var looker = placed.Rig.As(placed.Guardian with
        {
            Given = [new Grant(GrantScope.Room, placed.Room.RoomId.Value, Rights.Playback), new Grant(GrantScope.Room, placed.Hall.RoomId.Value, Rights.Export)],
        });

        Assert.Equal(200, (int)(await looker.GetAsync($"/api/recording/cameras/{placed.InRoom}/segments/{segment}.mp4", Stop)).StatusCode);
        Assert.Equal(403, (int)(await looker.GetAsync($"/api/recording/cameras/{placed.InRoom}/segments/{segment}.mp4?original=true", Stop)).StatusCode);
    }

    [Fact]
    [Trait("Req", "R-13")]
    public async Task Lists_hold_what_is_within_reach()
    {
        await using var placed = await PlacedFootage.StartAsync();
        var own = placed.InRoom.ToString();

        Assert.Equal([own], await placed.ListAsync("/api/recording/cameras"));
        var fleet = await placed.Http.GetFromJsonAsync<JsonElement>("/api/recording/coverage", Stop);
        Assert.Equal(own, Assert.Single(fleet.GetProperty("cameras").EnumerateArray()).GetProperty("cameraId").GetString());
        var table = await placed.Http.GetStringAsync("/api/recording/coverage.csv", Stop);
        Assert.Contains(own, table, StringComparison.Ordinal);
        Assert.DoesNotContain(placed.InHall.ToString(), table, StringComparison.Ordinal);
        Assert.DoesNotContain(placed.InVault.ToString(), table, StringComparison.Ordinal);
        Assert.Equal(400, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/coverage.csv?cameraIds={own},{placed.InVault}"));
        var forecast = await placed.Http.GetFromJsonAsync<JsonElement>("/api/recording/forecast", Stop);
        Assert.Empty(forecast.GetProperty("volumes").EnumerateArray());
        Assert.All(forecast.GetProperty("cameras").EnumerateArray(), camera => Assert.Equal(own, camera.GetProperty("cameraId").GetString()));
        Assert.Equal(4, (await placed.Rig.GetAsync("/api/recording/cameras")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("exports", "export")]
    [InlineData("clips", "export")]
    [InlineData("holds", "hold")]
    public async Task What_was_made_of_several_cameras_needs_the_right_on_all_of_them(string kind, string right)
    {
        await using var placed = await PlacedFootage.StartAsync();
        var own = await placed.OrderAsync(kind, placed.InRoom);
        var others = new[]
        {
            await placed.OrderAsync(kind, placed.InRoom, placed.InHall),
            await placed.OrderAsync(kind, placed.InVault),
            await placed.OrderAsync(kind, placed.InVault, placed.InRoom),
        };
        var second = await placed.OrderAsync(kind, placed.InRoom);
        object Order(params CameraId[] cameras) => new { cameraIds = cameras, from = PlacedFootage.From, to = PlacedFootage.To, reason = right };

        Assert.Equal([second.ToString(), own.ToString()], await placed.ListAsync($"/api/recording/{kind}"));
        var first = await placed.Http.GetFromJsonAsync<JsonElement>($"/api/recording/{kind}?limit=1", Stop);
        Assert.Equal(second.ToString(), Assert.Single(first.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal([own.ToString()], await placed.ListAsync($"/api/recording/{kind}?limit=1&cursor={first.GetProperty("next").GetString()}"));
        Assert.Equal(200, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/{kind}/{own}"));
        Assert.Equal(403, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/{kind}/{others[0]}"));
        Assert.Equal(404, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/{kind}/{others[1]}"));
        Assert.Equal(404, await placed.StatusAsync(HttpMethod.Get, $"/api/recording/{kind}/{others[2]}"));

        Assert.Equal(201, await placed.StatusAsync(HttpMethod.Post, $"/api/recording/{kind}", Order(placed.InRoom)));
        Assert.Equal(403, await placed.StatusAsync(HttpMethod.Post, $"/api/recording/{kind}", Order(placed.InRoom, placed.InHall)));
        Assert.Equal(400, await placed.StatusAsync(HttpMethod.Post, $"/api/recording/{kind}", Order(placed.InRoom, placed.InVault)));

        var (change, of) = kind == "holds" ? (HttpMethod.Post, "/release") : (HttpMethod.Delete, "");
        Assert.Equal(403, await placed.StatusAsync(change, $"/api/recording/{kind}/{others[0]}{of}", new { reason = "over" }));
        Assert.Equal(404, await placed.StatusAsync(change, $"/api/recording/{kind}/{others[1]}{of}", new { reason = "over" }));
        Assert.Equal(204, await placed.StatusAsync(change, $"/api/recording/{kind}/{own}{of}", new { reason = "over" }));
    }

    [Fact]
    public async Task An_event_is_raised_where_the_camera_may_be_configured()
    {
        await using var placed = await PlacedFootage.StartAsync();
        object Event(CameraId camera) => new { cameraId = camera, @class = "motion", reason = "bell" };

        Assert.Equal(201, await placed.StatusAsync(HttpMethod.Post, "/api/recording/events", Event(placed.InRoom)));
        Assert.Equal(403, await placed.StatusAsync(HttpMethod.Post, "/api/recording/events", Event(placed.InHall)));
        Assert.Equal(400, await placed.StatusAsync(HttpMethod.Post, "/api/recording/events", Event(placed.InVault)));
    }

    [Fact]
    public async Task What_concerns_the_whole_installation_is_the_administrators()
    {
        await using var rig = await FootageRig.StartAsync();
        using var guardian = rig.As(TestTokens.Guardian(Rights.OfPlaces));
        foreach (var (method, path) in new[]
        {
            ("GET", "volumes"), ("POST", "volumes"), ("GET", "settings"), ("PATCH", "settings"), ("GET", "archive"), ("GET", "archive/settings"),
            ("GET", "footage-keys"), ("GET", "scrub"), ("POST", "scrub"), ("POST", "evidence/keys/rotate"),
        })
        {
            using var answer = await guardian.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), $"/api/recording/{path}") { Content = JsonContent.Create(new { }) }, Stop);
            _ = await FootageRig.RefusedAsync(answer, 403, "forbidden");
        }

        Assert.Equal("""{"items":[]}""", await guardian.GetStringAsync("/api/recording/alarms", Stop));
    }
}
