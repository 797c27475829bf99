using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Vedette.Streams.Viewing;
using Xunit;

namespace Vedette.Streams.Tests.Quirks;

/// <summary>How often cameras are connected to, and when again. The numbers are those of docs/cameras.md.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task Quirk_35_However_many_want_a_camera_it_serves_one_client()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        await OnlineAsync(streams, camera);
        var (most, views) = (0, streams.Services.GetRequiredService<LiveViews>());
        using var watch = new Timer(_ => most = Math.Max(most, simulator["cam1"].Viewers), null, 0, 5);

        var directory = streams.Services.GetRequiredService<IStreamDirectory>();
        foreach (var role in (StreamRole[])[StreamRole.Record, StreamRole.Grid, StreamRole.Detect, StreamRole.Record])
        {
            using var cursor = await directory.OpenAsync(camera, role, Limit);
            await ReadUnitsAsync(cursor, 30);
        }

        using (var one = await WatchAsync(streams, camera))
        using (var two = await WatchAsync(streams, camera))
        using (var three = await WatchAsync(streams, camera))
        {
            await Until.TrueAsync(() => views.ViewersOf(camera) == 3, "three watch");
        }

        Assert.Equal((1, 1), (most, simulator["cam1"].Sessions));
    }

    [Fact]
    public async Task Quirk_13_A_camera_that_is_busy_with_a_session_of_before_is_asked_again_until_that_is_over()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        simulator["cam1"].Behave(BehaviourKind.Unavailable, TimeSpan.FromSeconds(5));
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;

        await Until.TrueAsync(() => feed.Standing is { State: FeedState.Silent, Break.Cause: FeedBreakCause.Refused }, "the camera is busy");
        Assert.Contains("busy", feed.Standing.Break!.Detail, StringComparison.Ordinal);
        await OnlineAsync(streams, camera);
        Assert.Equal(1, simulator["cam1"].Sessions);
    }

    [Fact]
    public async Task Quirk_34_A_camera_that_stops_by_itself_is_connected_to_again()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        await OnlineAsync(streams, camera);
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;

        simulator["cam1"].Behave(BehaviourKind.Stall, TimeSpan.FromSeconds(6));

        await Until.TrueAsync(() => feed.Standing.Break?.Cause == FeedBreakCause.Stalled, "the stall is noticed");
        await Until.TrueAsync(() => feed is { Reconnects: > 0, Standing.State: FeedState.Online }, "the camera is back");
    }

    private static Task OnlineAsync(StreamsHost streams, CameraId camera) => Until.TrueAsync(
        () => streams.Services.GetRequiredService<FeedDirectory>().Find(camera)?.Standing.State == FeedState.Online, "the camera is online");

    private static async Task ReadUnitsAsync(StreamCursor cursor, int count)
    {
        while (count > 0)
        {
            var reading = await cursor.ReadAsync(Limit);
            if (reading.Unit is { } unit)
            {
                unit.Release();
                count--;
            }
        }
    }

    private static async Task<ClientWebSocket> WatchAsync(StreamsHost streams, CameraId camera)
    {
        var (socket, caller) = (new ClientWebSocket(), streams.Http.DefaultRequestHeaders.Authorization!);
        socket.Options.SetRequestHeader("Authorization", caller.ToString());
        await socket.ConnectAsync(new UriBuilder(streams.Http.BaseAddress!) { Scheme = "ws", Path = $"/api/streams/cameras/{camera}/live" }.Uri, Limit);
        return socket;
    }
}
