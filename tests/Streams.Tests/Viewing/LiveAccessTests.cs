using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>Who watches, and for how long.</summary>
public sealed class LiveAccessTests
{
    // Tokens are good for half a minute beyond their end, because clocks differ.
    private static readonly TimeSpan AlmostOver = TimeSpan.FromSeconds(-28);

    private static readonly SimulatorOptions Small = new() { Clip = ClipShape.Small };

    [Fact]
    public async Task A_viewer_whose_token_expires_is_sent_away_with_the_reason()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        using var viewer = await LiveClient.ConnectAsync(streams, camera, lifetime: AlmostOver);

        await viewer.ClosedAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, viewer.Socket.CloseStatus);
        Assert.Contains("expired", viewer.Socket.CloseStatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_token_sent_in_time_keeps_the_viewer_and_somebody_elses_does_not()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        using var patient = await LiveClient.ConnectAsync(streams, camera, lifetime: AlmostOver);
        using var thief = await LiveClient.ConnectAsync(streams, camera, lifetime: AlmostOver);
        using var powerless = await LiveClient.ConnectAsync(streams, camera, lifetime: AlmostOver);

        await patient.SayAsync(new { type = "token", token = streams.Host.Tokens.Issue(TestTokens.Administrator) });
        await thief.SayAsync(new { type = "token", token = streams.Host.Tokens.Issue(new Caller(UserId.New(), "other", [Roles.Administrator])) });
        await powerless.SayAsync(new { type = "token", token = streams.Host.Tokens.Issue(TestTokens.Administrator with { Roles = [Roles.Member] }) });
        await Task.WhenAll(thief.ClosedAsync(), powerless.ClosedAsync());

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, thief.Socket.CloseStatus);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, powerless.Socket.CloseStatus);
        _ = await patient.TextAsync("clock");
        _ = await patient.TextAsync("clock");
        Assert.Equal(WebSocketState.Open, patient.Socket.State);
    }

    [Fact]
    [Trait("Req", "S-21")]
    public async Task Who_watches_is_noted_once_however_often_the_page_comes_back()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        for (var visit = 0; visit < 3; visit++)
        {
            using var viewer = await LiveClient.ConnectAsync(streams, camera);
            _ = await viewer.TextAsync("clock");
        }

        using var http = streams.Host.Client();
        _ = await http.GetByteArrayAsync($"/api/streams/cameras/{camera}/still.jpg", TestContext.Current.CancellationToken);

        IReadOnlyList<string> told = [];
        await Until.TrueAsync(
            async () => (told = await streams.Services.GetRequiredService<Database<StreamsModule>>().WriteAsync(
                unit => unit.QueryAsync<string>(
                    "select data from outbox where type = 'audit.action-recorded' and subject = @subject order by position", new { subject = camera.Value }),
                TestContext.Current.CancellationToken)).Count >= 2,
            "both looks are noted");
        Assert.Equal(2, told.Count);
        Assert.Contains("live pictures", told[0], StringComparison.Ordinal);
        Assert.Contains("still pictures", told[1], StringComparison.Ordinal);
        Assert.All(told, data => Assert.Contains(TestTokens.Administrator.Actor, data, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_else_a_viewer_says_changes_nothing()
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        using var viewer = await LiveClient.ConnectAsync(streams, camera);

        await viewer.Socket.SendAsync(new byte[100_000], WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        await viewer.SayAsync(new { type = "token", token = new string('x', 50_000) });
        await viewer.SayAsync(new { type = "token" });
        await viewer.SayAsync("?");

        _ = await viewer.TextAsync("clock");
        _ = await viewer.TextAsync("clock");
        Assert.Equal(WebSocketState.Open, viewer.Socket.State);
    }

    [Fact]
    public async Task A_viewer_who_stops_reading_is_moved_on_and_the_others_do_not_notice()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions
        {
            Clip = ClipShape.Camera with { BitRate = 20_000_000 },
        });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        using var slow = await LiveClient.ConnectAsync(streams, camera);
        using var fast = await LiveClient.ConnectAsync(streams, camera);
        _ = await slow.TextAsync("init");

        // What the sockets themselves buffer comes first: some megabytes.
        for (var clocks = 0; clocks < 24; clocks++)
        {
            _ = await fast.TextAsync("clock");
        }

        var skipped = await slow.TextAsync("skipped");
        Assert.True(skipped.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(WebSocketState.Open, fast.Socket.State);
        _ = await slow.TextAsync("clock");
    }

    [Fact]
    public async Task Which_stream_is_shown_is_said_and_a_viewer_is_sent_away_when_another_serves()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2, Clip = ClipShape.Small });
        await using var streams = await StreamsHost.StartAsync();
        var id = DeviceId.New();
        var source = streams.Source(simulator["cam1"].Url) with { SubUrl = simulator["cam2"].Url };
        await streams.TellAsync(id, source);

        using var main = await LiveClient.ConnectAsync(streams, id.AsCamera(), "stream=main");
        using var grid = await LiveClient.ConnectAsync(streams, id.AsCamera(), "stream=grid");
        Assert.Equal("main", (await main.TextAsync("init")).GetProperty("stream").GetString());
        var init = await grid.TextAsync("init");
        Assert.Equal("sub", init.GetProperty("stream").GetString());
        Assert.False(init.GetProperty("transcoded").GetBoolean());

        await streams.TellAsync(id, source with { SubUrl = null });

        await grid.ClosedAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, grid.Socket.CloseStatus);
        _ = await main.TextAsync("clock");
        Assert.Equal(WebSocketState.Open, main.Socket.State);
    }
}
