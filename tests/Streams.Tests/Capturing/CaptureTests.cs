using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Platform.Storage;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Capturing;

public sealed class CaptureTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task Units_flow_and_the_figures_are_those_of_the_camera()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = RtspAuthentication.Digest });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url, "admin", "secret");
        var feed = await OnlineAsync(streams, camera);

        await Until.TrueAsync(() => feed.Figures.GopSeconds is not null && feed.Figures.FrameRate > 20, "the figures are known");

        Assert.InRange(feed.Figures.GopSeconds!.Value, 0.8, 1.3);
        Assert.True(feed.Figures.BitRate > 100_000);
        Assert.True(feed.Totals.Packets > 100 && feed.Totals.Bytes > 10_000);
        Assert.Equal(1, simulator["cam1"].Viewers);
        Assert.Equal(0, feed.Totals.Lost);
        Assert.Equal(1280, feed.Hub.Format!.Video.Width);
    }

    [Fact]
    public async Task A_dropped_connection_is_a_break_with_its_cause_and_then_pictures_again()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feed = await OnlineAsync(streams, camera);
        var cursor = await streams.Services.GetRequiredService<IStreamDirectory>().OpenAsync(camera, StreamRole.Record, Limit);

        simulator["cam1"].Behave(BehaviourKind.Drop);

        Assert.Equal(FeedBreakCause.Closed, (await NextBreakAsync(cursor)).Cause);
        await NextUnitAsync(cursor);
        await Until.TrueAsync(() => feed is { Reconnects: 1, Standing.State: FeedState.Online }, "the camera is back");
    }

    [Theory]
    [InlineData(BehaviourKind.Stall, FeedBreakCause.Stalled)]
    [InlineData(BehaviourKind.Unavailable, FeedBreakCause.Refused)]
    [InlineData(BehaviourKind.NotFound, FeedBreakCause.NoSuchPath)]
    [InlineData(BehaviourKind.NoVideo, FeedBreakCause.NoVideoTrack)]
    public async Task A_camera_in_trouble_is_silent_with_the_cause(BehaviourKind behaviour, FeedBreakCause cause)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var feed = await OnlineAsync(streams, await streams.AddAsync(simulator["cam1"].Url));

        simulator["cam1"].Behave(behaviour);

        await Until.TrueAsync(() => feed.Standing.Break is { } lost && lost.Cause != FeedBreakCause.Closed, "the camera is silent");
        Assert.Equal(cause, feed.Standing.Break!.Cause);
        Assert.NotEmpty(feed.Standing.Break!.Detail);
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_never_told()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = RtspAuthentication.Digest });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url, "admin", "not-the-password");
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;

        await Until.TrueAsync(() => feed.Standing.State == FeedState.Silent, "the camera is silent");

        Assert.Equal(FeedBreakCause.WrongPassword, feed.Standing.Break!.Cause);
        Assert.DoesNotContain("not-the-password", feed.Standing.Break.Detail, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "O-9")]
    public async Task Switching_a_camera_off_ends_its_feed_and_takes_leave_of_the_camera()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        _ = await OnlineAsync(streams, camera);
        var cursor = await streams.Services.GetRequiredService<IStreamDirectory>().OpenAsync(camera, StreamRole.Record, Limit);

        await streams.TellAsync(camera.AsDevice(), streams.Source(simulator["cam1"].Url), enabled: false);

        await Until.TrueAsync(() => simulator["cam1"].Viewers == 0, "the camera has no viewer");
        ReadingKind kind;
        do
        {
            var reading = await cursor.ReadAsync(Limit);
            reading.Unit?.Release();
            kind = reading.Kind;
        }
        while (kind != ReadingKind.End);
    }

    [Fact]
    public async Task A_changed_source_is_connected_to_with_one_connection_each()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        _ = await OnlineAsync(streams, camera);

        await streams.TellAsync(camera.AsDevice(), streams.Source(simulator["cam2"].Url));

        await Until.TrueAsync(() => simulator["cam2"].Viewers == 1 && simulator["cam1"].Viewers == 0, "the other camera is watched");
    }

    [Fact]
    public async Task A_camera_switched_off_and_on_in_haste_never_has_two_connections()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        _ = await OnlineAsync(streams, camera);
        var most = 0;
        using var watch = new Timer(_ => most = Math.Max(most, simulator["cam1"].Viewers), null, 0, 1);

        for (var turn = 0; turn < 4; turn++)
        {
            await streams.TellAsync(camera.AsDevice(), streams.Source(simulator["cam1"].Url), enabled: false);
            await streams.TellAsync(camera.AsDevice(), streams.Source(simulator["cam1"].Url), enabled: true);
            await Task.Delay(200 * turn);
        }

        _ = await OnlineAsync(streams, camera);
        Assert.Equal(1, most);
    }

    [Fact]
    [Trait("Req", "O-18")]
    public async Task A_camera_that_refused_for_a_while_is_captured_again()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { OwnPorts = true });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feed = await OnlineAsync(streams, camera);

        simulator["cam1"].Behave(BehaviourKind.Refuse, TimeSpan.FromSeconds(4));

        await Until.TrueAsync(() => feed.Standing.Break is { Cause: not FeedBreakCause.Closed }, "the camera refuses");
        await Until.TrueAsync(() => feed.Standing.State == FeedState.Online, "the camera is back");
        Assert.Equal(1, feed.Reconnects);
    }

    [Fact]
    public async Task Going_silent_and_coming_back_are_facts_in_the_outbox()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feed = await OnlineAsync(streams, camera);

        simulator["cam1"].Behave(BehaviourKind.Drop);
        await Until.TrueAsync(() => feed is { Reconnects: 1, Standing.State: FeedState.Online }, "the camera is back");

        IReadOnlyList<string> told = [];
        for (var look = 0; look < 100 && told.Count < 3; look++)
        {
            await Task.Delay(100);
            told = await streams.Services.GetRequiredService<Database<StreamsModule>>().WriteAsync(
                unit => unit.QueryAsync<string>("select type from outbox where subject = @subject order by position", new { subject = camera.Value }), Limit);
        }

        Assert.Equal(["streams.camera-online", "streams.camera-silent", "streams.camera-online"], told);
    }

    [Fact]
    [Trait("Req", "O-19")]
    public async Task After_a_restart_capture_starts_from_the_local_roster_although_the_database_is_gone()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        using var folder = new TemporaryFolder();
        CameraId camera;
        await using (var first = await StreamsHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            camera = await first.AddAsync(simulator["cam1"].Url);
            _ = await OnlineAsync(first, camera);
        }

        await using var second = await StreamsHost.StartAsync(adjust: options => options with
        {
            DataDirectory = folder.Path,
            PostgresConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1",
        });

        _ = await OnlineAsync(second, camera);
    }

    [Fact]
    public async Task No_lease_is_left_when_the_module_has_stopped()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        CameraFeed feed;
        var before = AccessUnit.Outstanding;
        await using (var streams = await StreamsHost.StartAsync())
        {
            feed = await OnlineAsync(streams, await streams.AddAsync(simulator["cam1"].Url));
        }

        feed.Hub.Clear();

        await Until.TrueAsync(() => AccessUnit.Outstanding <= before, "every unit is given back");
    }

    private static async Task<CameraFeed> OnlineAsync(StreamsHost streams, CameraId camera)
    {
        var feeds = streams.Services.GetRequiredService<FeedDirectory>();
        await Until.TrueAsync(() => feeds.Find(camera)?.Standing.State == FeedState.Online, "the camera is online");
        return feeds.Find(camera)!;
    }

    private static async Task<FeedBreak> NextBreakAsync(StreamCursor cursor)
    {
        while (true)
        {
            var reading = await cursor.ReadAsync(Limit);
            reading.Unit?.Release();
            if (reading.Break is { } found)
            {
                return found;
            }
        }
    }

    private static async Task NextUnitAsync(StreamCursor cursor)
    {
        while (true)
        {
            var reading = await cursor.ReadAsync(Limit);
            if (reading.Unit is { } unit)
            {
                Assert.True(unit.IsKey);
                unit.Release();
                return;
            }
        }
    }
}
