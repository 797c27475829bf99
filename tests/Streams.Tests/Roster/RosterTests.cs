using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Platform.Storage;
using Vedette.Streams.Capturing;
using Vedette.Streams.Features;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Roster;

public sealed class RosterTests
{
    private static readonly Uri Nowhere = new("rtsp://127.0.0.1:1/yard");

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task The_database_keeps_what_is_known_and_the_higher_version_wins(Dialect dialect)
    {
        await using var streams = await StreamsHost.StartAsync(dialect);
        var store = streams.Services.GetRequiredService<RosterStore>();
        var camera = new KnownCamera
        {
            Id = CameraId.New(),
            Name = "Yard",
            Enabled = true,
            Source = new CameraSource(Nowhere, null, "admin", "protected", CameraTransport.Tcp),
            Version = 2,
        };

        await store.SaveAsync(camera, CancellationToken.None);
        await store.SaveAsync(camera with { Name = "Older", Version = 1 }, CancellationToken.None);
        Assert.Equal(camera, Assert.Single(await store.AllAsync(CancellationToken.None)));

        await store.SaveAsync(camera with { Removed = true, Source = null, Version = 3 }, CancellationToken.None);
        Assert.True(Assert.Single(await store.AllAsync(CancellationToken.None)).Removed);
    }

    [Fact]
    public async Task A_lost_local_file_is_made_anew_from_the_database()
    {
        using var folder = new TemporaryFolder();
        CameraId camera;
        await using (var first = await StreamsHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            camera = await first.AddAsync(Nowhere);
            await File.WriteAllTextAsync(RosterFile(first), "{ damaged");
        }

        await using var second = await StreamsHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });

        await Until.TrueAsync(() => second.Services.GetRequiredService<FeedDirectory>().Find(camera) is not null, "the camera is captured");
        await Until.TrueAsync(() => File.ReadAllText(RosterFile(second)).Contains(camera.ToString(), StringComparison.Ordinal), "the file is whole");
    }

    [Fact]
    [Trait("Req", "O-19")]
    public async Task Without_a_database_capture_follows_the_inventory_and_the_event_comes_again()
    {
        await using var streams = await WithoutDatabaseAsync();
        var camera = DeviceId.New();

        _ = await Assert.ThrowsAsync<FaultException>(() => streams.TellAsync(camera, streams.Source(Nowhere)));

        Assert.NotNull(streams.Services.GetRequiredService<FeedDirectory>().Find(camera.AsCamera()));
        Assert.Contains(camera.ToString(), await File.ReadAllTextAsync(RosterFile(streams)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_the_database_missed_is_written_when_its_event_comes_again()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(Nowhere);
        var known = streams.Services.GetRequiredService<CameraRoster>();
        _ = known.Take([known.Find(camera)! with { Removed = true, Enabled = false, Source = null, Version = 100 }]);

        await streams.Services.GetRequiredService<FollowInventory>()
            .HandleAsync(new DeviceRemoved(camera.AsDevice()), CancellationToken.None);

        var kept = Assert.Single(await streams.Services.GetRequiredService<RosterStore>().AllAsync(CancellationToken.None));
        Assert.True(kept.Removed);
    }

    [Fact]
    public async Task An_older_event_changes_nothing()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(Nowhere);
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera);

        await streams.TellAsync(camera.AsDevice(), streams.Source(Nowhere), enabled: false, version: 0);

        Assert.Same(feed, streams.Services.GetRequiredService<FeedDirectory>().Find(camera));
    }

    [Fact]
    public async Task A_camera_is_off_in_the_local_file_before_it_is_let_go()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(Nowhere);
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;
        var files = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listening = streams.Services.GetRequiredService<FeedChanges>().Listen(_ =>
        {
            // Told of anything else that changes before, the file may well be the old one.
            if (feed.Standing.State == FeedState.Off)
            {
                files.Enqueue(File.ReadAllText(RosterFile(streams)));
            }
        });

        await streams.TellAsync(camera.AsDevice(), streams.Source(Nowhere), enabled: false);

        await Until.TrueAsync(() => !files.IsEmpty, "the camera is let go");
        Assert.All(files, file => Assert.Contains("\"enabled\":false", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_local_file_of_the_first_version_is_still_read()
    {
        using var folder = new TemporaryFolder();
        string databases;
        var id = CameraId.New();
        await using (var empty = await StreamsHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            databases = Path.GetDirectoryName(RosterFile(empty))!;
        }

        await File.WriteAllTextAsync(
            Path.Combine(databases, "streams-roster.json"),
            $$"""
            [{"id":"{{id}}","name":"Yard","enabled":true,"removed":false,"version":3,
              "source":{"url":"rtsp://127.0.0.1:1/yard","subUrl":"rtsp://127.0.0.1:1/small","username":"viewer","protectedPassword":null,"transport":"auto"} }]
            """);

        await using var streams = await StreamsHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });

        Assert.Equal("/small", streams.Services.GetRequiredService<CameraRoster>().Find(id)!.Source!.SubUrl!.AbsolutePath);
        Assert.NotNull(streams.Services.GetRequiredService<FeedDirectory>().Find(id, Contracts.Inventory.StreamChoice.Sub));
    }

    [Fact]
    public async Task Other_devices_than_cameras_are_none_of_ours()
    {
        await using var streams = await StreamsHost.StartAsync();
        var thing = new DeviceState(DeviceId.New(), DeviceKind.Thing, "Thermometer", RoomId.New(), PropertyId.New(), true, false, null, 1);

        await streams.Services.GetRequiredService<FollowInventory>().HandleAsync(thing, CancellationToken.None);

        Assert.Empty(streams.Services.GetRequiredService<CameraRoster>().Cameras);
    }

    [Fact]
    public async Task The_local_file_holds_no_password_in_the_clear()
    {
        await using var streams = await StreamsHost.StartAsync();

        _ = await streams.AddAsync(Nowhere, "admin", "correct horse");

        Assert.DoesNotContain("correct horse", await File.ReadAllTextAsync(RosterFile(streams)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_news_about_cameras_are_bounded_and_counted()
    {
        await using var streams = await WithoutDatabaseAsync();
        var news = streams.Services.GetRequiredService<CameraNews>();

        for (var change = 0; change < 3 * CameraNews.MostWaiting; change++)
        {
            news.Silent(CameraId.New(), DateTimeOffset.UnixEpoch, FeedBreakCause.Unreachable);
        }

        Assert.InRange(news.Lost, CameraNews.MostWaiting, 2 * CameraNews.MostWaiting);
        Assert.False(news.ExecuteTask!.IsCompleted);
    }

    private static Task<StreamsHost> WithoutDatabaseAsync() => StreamsHost.StartAsync(adjust: options => options with
    {
        PostgresConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1",
    });

    private static string RosterFile(StreamsHost streams) => Path.Combine(
        streams.Services.GetRequiredService<Platform.Hosting.DataPaths>().Databases, "streams-roster.json");
}
