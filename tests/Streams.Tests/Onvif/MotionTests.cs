using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Streams.Onvif;
using Vedette.Streams.Roster;
using Xunit;

namespace Vedette.Streams.Tests.Onvif;

public sealed class MotionTests
{
    [Fact]
    public async Task Motion_is_seen_on_the_view_and_told_to_the_other_modules()
    {
        await using var host = await OnvifHost.StartAsync();
        await UntilMotionAsync(host, false);

        host.Device.Move(true);
        await UntilMotionAsync(host, true);
        host.Device.Move(false);
        await UntilMotionAsync(host, false);

        IReadOnlyList<string> told = [];
        await Until.TrueAsync(async () => (told = await host.ToldAsync("streams.motion-changed")).Count >= 2, "both changes are told");
        Assert.Equal([true, false], told.Select(text => JsonDocument.Parse(text).RootElement.GetProperty("active").GetBoolean()));
        Assert.Contains("\"camera\"", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Motion_that_flickers_is_told_once()
    {
        await using var host = await OnvifHost.StartAsync();
        await UntilMotionAsync(host, false);
        host.Device.Move(true);
        await UntilMotionAsync(host, true);

        for (var times = 0; times < 3; times++)
        {
            host.Device.Move(false);
            host.Device.Move(true);
        }

        await Task.Delay(OnvifStandings.Settling + TimeSpan.FromSeconds(2));

        Assert.Single(await host.ToldAsync("streams.motion-changed"));
    }

    [Fact]
    public async Task A_camera_that_forgot_us_is_listened_to_again_and_pictures_do_not_notice()
    {
        await using var host = await OnvifHost.StartAsync();
        await UntilMotionAsync(host, false);
        await Until.TrueAsync(async () => (await host.ViewAsync()).GetProperty("state").GetString() == "online", "pictures come");

        host.Device.ForgetSubscriptions();
        host.Device.Move(true);

        await UntilMotionAsync(host, true);
        Assert.Equal(2, host.Device.SubscriptionsEver);
        Assert.Equal("online", (await host.ViewAsync()).GetProperty("state").GetString());
        Assert.Equal(0, (await host.ViewAsync()).GetProperty("reconnects").GetInt32());
    }

    [Fact]
    public async Task An_ONVIF_service_that_is_not_there_costs_no_picture()
    {
        await using var host = await OnvifHost.StartAsync(isOnvifKnown: false);
        await Until.TrueAsync(async () => (await host.ViewAsync()).GetProperty("state").GetString() == "online", "pictures come");

        var source = host.Streams.Services.GetRequiredService<CameraRoster>().Find(host.Camera)!.Source!;
        await host.Streams.TellAsync(host.Camera.AsDevice(), source with { OnvifUrl = new Uri("http://127.0.0.1:1/onvif/device_service") });
        await Task.Delay(2000);

        var view = await host.ViewAsync();
        Assert.Equal(("online", 0), (view.GetProperty("state").GetString(), view.GetProperty("reconnects").GetInt32()));
        Assert.False(view.TryGetProperty("motion", out var motion) && motion.ValueKind != JsonValueKind.Null);
    }

    [Fact]
    public async Task A_camera_that_is_switched_off_is_not_listened_to_any_more()
    {
        await using var host = await OnvifHost.StartAsync();
        await UntilMotionAsync(host, false);

        await host.Streams.TellAsync(host.Camera.AsDevice(), host.Streams.Source(host.Simulator["cam1"].Url, "admin", "secret") with { OnvifUrl = host.Device.Url }, enabled: false);

        await Until.TrueAsync(() => host.Device.Subscriptions == 0, "the subscription is given back");
        await UntilMotionAsync(host, null);
    }

    [Fact]
    public async Task The_events_socket_tells_motion()
    {
        await using var host = await OnvifHost.StartAsync();
        await UntilMotionAsync(host, false);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", host.Http.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(new UriBuilder(host.Streams.Host.Address) { Scheme = "ws", Path = "/api/streams/events" }.Uri, CancellationToken.None);

        host.Device.Move(true);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, limit.Token);
            var camera = JsonDocument.Parse(buffer.AsMemory(0, got.Count)).RootElement.GetProperty("camera");
            if (camera.TryGetProperty("motion", out var motion) && motion.ValueKind == JsonValueKind.True)
            {
                return;
            }
        }
    }

    private static Task UntilMotionAsync(OnvifHost host, bool? active) =>
        Until.TrueAsync(() => host.Streams.Services.GetRequiredService<OnvifStandings>().Of(host.Camera).Motion == active, $"motion is {active?.ToString() ?? "not known"}");
}
