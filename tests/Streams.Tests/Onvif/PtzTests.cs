using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Onvif;

public sealed class PtzTests
{
    private static readonly object Right = new { pan = 0.5, tilt = 0, zoom = 0, seconds = 10 };

    [Fact]
    public async Task A_camera_turns_and_stops_when_told()
    {
        await using var host = await OnvifHost.StartAsync();

        await PostAsync(host, "move", Right);
        Assert.True(host.Device.IsMoving);
        Assert.True((await PtzAsync(host)).GetProperty("moving").GetBoolean());
        await PostAsync(host, "stop", new { });

        Assert.False(host.Device.IsMoving);
        var ptz = await PtzAsync(host);
        Assert.True(ptz.GetProperty("position").GetProperty("pan").GetDouble() > 0);
        Assert.True(ptz.GetProperty("continuous").GetBoolean() && ptz.GetProperty("absolute").GetBoolean() && ptz.GetProperty("zoom").GetBoolean());
        await Until.TrueAsync(async () => (await host.ViewAsync()).GetProperty("hasPtz").GetBoolean(), "the camera is known to move");
    }

    [Fact]
    public async Task A_camera_stops_by_itself_although_nobody_is_there_any_more()
    {
        await using var host = await OnvifHost.StartAsync();
        host.Device.Quirks = Simulator.Onvif.OnvifQuirks.RefusesMoveTimeout; // so that only the server can stop it
        using (var browser = host.Streams.Host.Client())
        {
            _ = await browser.PostAsJsonAsync($"{host.Path}/ptz/move", new { pan = 1, tilt = 0, zoom = 0, seconds = 0.3 });
        }

        await Until.TrueAsync(() => host.Device is { Stops: > 0, IsMoving: false }, "the camera was stopped");
    }

    [Fact]
    public async Task A_newer_move_puts_the_stop_off()
    {
        await using var host = await OnvifHost.StartAsync();

        await PostAsync(host, "move", new { pan = 0.1, tilt = 0, zoom = 0, seconds = 0.5 });
        await PostAsync(host, "move", Right);
        await Task.Delay(1000);

        Assert.Equal((2, 0), (host.Device.Moves, host.Device.Stops));
        Assert.True(host.Device.IsMoving);
    }

    [Fact]
    public async Task Nothing_goes_on_turning_when_the_server_ends()
    {
        var host = await OnvifHost.StartAsync();
        await PostAsync(host, "move", Right);

        await host.Streams.DisposeAsync();

        Assert.False(host.Device.IsMoving);
        await host.Simulator.DisposeAsync();
    }

    [Fact]
    public async Task A_camera_looks_where_it_is_told_and_remembers()
    {
        await using var host = await OnvifHost.StartAsync();

        await PostAsync(host, "absolute", new { pan = -0.5, tilt = 0.25, zoom = 1 });
        using var stored = await host.Http.PostAsJsonAsync($"{host.Path}/ptz/presets", new { name = "Gate & <hedge>" });
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        var token = (await stored.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        await PostAsync(host, "absolute", new { pan = 0, tilt = 0, zoom = 0 });
        await PostAsync(host, $"presets/{token}/go", new { });

        Assert.Equal(new Simulator.Onvif.PtzPosition(-0.5, 0.25, 1), host.Device.Position);
        Assert.Equal("Gate & <hedge>", Assert.Single((await PtzAsync(host)).GetProperty("presets").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await host.Http.DeleteAsync($"{host.Path}/ptz/presets/{token}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.DeleteAsync($"{host.Path}/ptz/presets/{token}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.PostAsync($"{host.Path}/ptz/presets/{token}/go", null)).StatusCode);
    }

    [Fact]
    public async Task Who_moved_a_camera_is_told_once_a_minute_and_every_preset_stored()
    {
        await using var host = await OnvifHost.StartAsync();
        await PostAsync(host, "move", Right);
        await PostAsync(host, "move", Right);
        _ = await host.Http.PostAsJsonAsync($"{host.Path}/ptz/presets", new { name = "Gate" });

        IReadOnlyList<string> told = [];
        await Until.TrueAsync(async () => (told = await host.ToldAsync("audit.action-recorded")).Count >= 2, "both deeds are told");

        Assert.Equal(2, told.Count);
        Assert.Contains("streams.camera-moved", told[0], StringComparison.Ordinal);
        Assert.Contains("streams.preset-stored", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_is_not_moved_more_often_than_it_can_follow_but_can_always_be_stopped()
    {
        await using var host = await OnvifHost.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => host.Http.PostAsJsonAsync($"{host.Path}/ptz/move", Right)));

        Assert.Contains(replies, reply => reply.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.All(replies, reply => Assert.Contains(reply.StatusCode, new[] { HttpStatusCode.NoContent, HttpStatusCode.TooManyRequests }));
        await PostAsync(host, "stop", new { });
        Assert.False(host.Device.IsMoving);
    }

    [Fact]
    public async Task A_camera_without_ONVIF_cannot_be_moved()
    {
        await using var host = await OnvifHost.StartAsync(isOnvifKnown: false);

        foreach (var reply in new[] { await host.Http.GetAsync($"{host.Path}/ptz"), await host.Http.PostAsJsonAsync($"{host.Path}/ptz/move", Right) })
        {
            Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
            Assert.Equal("no-ptz", (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_camera_that_does_not_let_us_in_says_so_without_a_secret()
    {
        await using var host = await OnvifHost.StartAsync(password: "correct horse");

        using var reply = await host.Http.GetAsync($"{host.Path}/ptz");
        var text = await reply.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadGateway, reply.StatusCode);
        Assert.Contains("camera-wrong-password", text, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("move", """{"pan":2,"tilt":0,"zoom":0,"seconds":1}""")]
    [InlineData("move", """{"pan":0,"tilt":0,"zoom":-1.01,"seconds":1}""")]
    [InlineData("move", """{"pan":0,"tilt":0,"zoom":0,"seconds":0}""")]
    [InlineData("move", """{"pan":0,"tilt":0,"zoom":0,"seconds":11}""")]
    [InlineData("move", """{"pan":0,"tilt":0,"zoom":0}""")]
    [InlineData("move", """{"pan":"NaN","tilt":0,"zoom":0,"seconds":1}""")]
    [InlineData("absolute", """{"pan":0,"tilt":0,"zoom":-0.5}""")]
    [InlineData("absolute", """{"pan":1e400,"tilt":0,"zoom":0}""")]
    [InlineData("presets", """{"name":""}""")]
    [InlineData("presets", """{"name":"a\nb"}""")]
    [InlineData("presets", """{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("presets", """{}""")]
    public async Task Bad_orders_are_refused(string what, string body)
    {
        await using var streams = await StreamsHost.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var reply = await streams.Http.PostAsync($"/api/streams/cameras/{CameraId.New()}/ptz/{what}", content);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task A_guardian_moves_cameras_and_does_not_change_what_they_remember()
    {
        await using var host = await OnvifHost.StartAsync();
        using var guardian = host.Streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));

        Assert.Equal(HttpStatusCode.NoContent, (await guardian.PostAsJsonAsync($"{host.Path}/ptz/move", Right)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await guardian.PostAsJsonAsync($"{host.Path}/ptz/presets", new { name = "Gate" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await guardian.DeleteAsync($"{host.Path}/ptz/presets/1")).StatusCode);
    }

    private static async Task PostAsync(OnvifHost host, string what, object body)
    {
        using var reply = await host.Http.PostAsJsonAsync($"{host.Path}/ptz/{what}", body);
        Assert.True(reply.StatusCode == HttpStatusCode.NoContent, $"{what}: {reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }

    private static async Task<JsonElement> PtzAsync(OnvifHost host) => await host.Http.GetFromJsonAsync<JsonElement>($"{host.Path}/ptz");
}
