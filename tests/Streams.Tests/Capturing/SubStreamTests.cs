using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Xunit;

namespace Vedette.Streams.Tests.Capturing;

/// <summary>Two simulated cameras play the two streams of one.</summary>
public sealed class SubStreamTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task The_small_stream_is_connected_to_while_somebody_uses_it_with_one_connection_for_all()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StartAsync(lingerSeconds: 0.3);
        var camera = await AddAsync(streams, simulator);
        var feeds = Feeds(streams);
        await Until.TrueAsync(() => feeds.Find(camera)?.Standing.State == FeedState.Online, "the recorded stream is online");
        var sub = feeds.Find(camera, StreamChoice.Sub)!;
        Assert.Equal(FeedState.Idle, sub.Standing.State);
        Assert.Equal(0, simulator["cam2"].Viewers);

        using (var one = feeds.Use(camera, StreamRole.Grid)!)
        using (var two = feeds.Use(camera, StreamChoice.Sub)!)
        {
            Assert.Same(sub, one.Feed);
            Assert.Same(sub, two.Feed);
            await Until.TrueAsync(() => sub.Standing.State == FeedState.Online, "the small stream is online");
            Assert.Equal(1, simulator["cam2"].Viewers);
        }

        await Until.TrueAsync(() => simulator["cam2"].Viewers == 0 && sub.Standing.State == FeedState.Idle, "the small stream is let go");
        Assert.Equal(0, sub.Hub.BytesHeld);
        Assert.Equal(1, simulator["cam1"].Viewers);
    }

    [Fact]
    public async Task A_small_stream_that_is_used_again_soon_stays_connected()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StartAsync(lingerSeconds: 3600);
        var camera = await AddAsync(streams, simulator);
        var feeds = Feeds(streams);
        await Until.TrueAsync(() => feeds.Find(camera, StreamChoice.Sub) is not null, "the camera is known");

        using (var cursor = await feeds.OpenAsync(camera, StreamRole.Detect, Limit))
        {
            (await NextUnitAsync(cursor)).Release();
        }

        var sub = feeds.Find(camera, StreamChoice.Sub)!;
        Assert.Equal((0, FeedState.Online), (sub.Demand.Uses, sub.Standing.State));
        using var again = await feeds.OpenAsync(camera, StreamRole.Grid, Limit);
        (await NextUnitAsync(again)).Release();
        Assert.Equal(1, simulator["cam2"].Viewers);
        Assert.Equal(0, sub.Reconnects);
    }

    [Theory]
    [InlineData(BehaviourKind.NotFound)]
    [InlineData(BehaviourKind.Unavailable)]
    public async Task While_the_small_stream_cannot_be_had_the_recorded_one_serves(BehaviourKind trouble)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StartAsync(lingerSeconds: 60);
        simulator["cam2"].Behave(trouble);
        var camera = await AddAsync(streams, simulator);
        var feeds = Feeds(streams);
        await Until.TrueAsync(() => feeds.Find(camera)?.Standing.State == FeedState.Online, "the recorded stream is online");

        using var use = feeds.Use(camera, StreamRole.Grid)!;
        await Until.TrueAsync(() => use.Choice == StreamChoice.Main, "the recorded stream serves");
        using var cursor = await feeds.OpenAsync(camera, StreamRole.Grid, Limit);
        (await NextUnitAsync(cursor)).Release();

        Assert.Same(feeds.Find(camera), use.Feed);
        Assert.NotNull(use.Wanted.Standing.Break);
        simulator["cam2"].Behave(BehaviourKind.Normal);
        await Until.TrueAsync(() => use.Choice == StreamChoice.Sub, "the small stream serves again", seconds: 60);
    }

    [Fact]
    public async Task A_camera_without_a_small_stream_serves_everything_with_its_only_one()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feeds = Feeds(streams);
        await Until.TrueAsync(() => feeds.Find(camera) is not null, "the camera is known");

        using var grid = feeds.Use(camera, StreamRole.Grid)!;
        using var sub = feeds.Use(camera, StreamChoice.Sub)!;

        Assert.Equal((StreamChoice.Main, StreamChoice.Main), (grid.Choice, sub.Choice));
        Assert.Null(feeds.Find(camera, StreamChoice.Sub));
    }

    [Fact]
    public async Task Readers_of_a_stream_whose_part_changes_are_sent_to_look_again()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StartAsync(lingerSeconds: 0);
        var camera = await AddAsync(streams, simulator);
        var feeds = Feeds(streams);
        using var recorder = await feeds.OpenAsync(camera, StreamRole.Record, Limit);

        var source = Source(streams, simulator) with { Roles = new CameraRoles(StreamChoice.Sub, StreamChoice.Sub, StreamChoice.Sub) };
        await streams.TellAsync(camera.AsDevice(), source);

        await UntilEndAsync(recorder);
        using var after = await feeds.OpenAsync(camera, StreamRole.Record, Limit);
        (await NextUnitAsync(after)).Release();
        await Until.TrueAsync(() => simulator["cam2"].Viewers == 1 && simulator["cam1"].Viewers == 0, "the small stream alone is connected");
        Assert.Equal(StreamChoice.Sub, feeds.Find(camera)!.Choice);
    }

    [Fact]
    public async Task A_small_stream_that_is_added_or_taken_away_leaves_the_recorded_one_alone()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StartAsync(lingerSeconds: 60);
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feeds = Feeds(streams);
        await Until.TrueAsync(() => feeds.Find(camera)?.Standing.State == FeedState.Online, "the camera is online");
        var main = feeds.Find(camera)!;
        var since = main.Standing.Since;

        await streams.TellAsync(camera.AsDevice(), Source(streams, simulator));
        using (var cursor = await feeds.OpenAsync(camera, StreamRole.Grid, Limit))
        {
            (await NextUnitAsync(cursor)).Release();
            await streams.TellAsync(camera.AsDevice(), streams.Source(simulator["cam1"].Url));
            await UntilEndAsync(cursor);
        }

        await Until.TrueAsync(() => feeds.Find(camera, StreamChoice.Sub) is null && simulator["cam2"].Viewers == 0, "the small stream is gone");
        Assert.Same(main, feeds.Find(camera));
        Assert.Equal(since, main.Standing.Since);
    }

    private static FeedDirectory Feeds(StreamsHost streams) => streams.Services.GetRequiredService<FeedDirectory>();

    private static Task<StreamsHost> StartAsync(double lingerSeconds) =>
        StreamsHost.StartAsync(adjust: options => options with
        {
            Settings = new Dictionary<string, string?> { ["streams:lingerSeconds"] = lingerSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        });

    private static async Task<CameraId> AddAsync(StreamsHost streams, CameraSimulator simulator)
    {
        var id = DeviceId.New();
        await streams.TellAsync(id, Source(streams, simulator));
        return id.AsCamera();
    }

    private static CameraSource Source(StreamsHost streams, CameraSimulator simulator) =>
        streams.Source(simulator["cam1"].Url) with { SubUrl = simulator["cam2"].Url };

    private static async Task<Media.Units.AccessUnit> NextUnitAsync(StreamCursor cursor)
    {
        while (true)
        {
            var reading = await cursor.ReadAsync(Limit);
            if (reading.Unit is { } unit)
            {
                return unit;
            }
        }
    }

    private static async Task UntilEndAsync(StreamCursor cursor)
    {
        ReadingKind kind;
        do
        {
            var reading = await cursor.ReadAsync(Limit);
            reading.Unit?.Release();
            kind = reading.Kind;
        }
        while (kind != ReadingKind.End);
    }
}
