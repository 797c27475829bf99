using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Index;

public sealed class IndexTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "O-22")]
    public async Task What_the_disk_holds_is_in_the_index_with_its_gaps(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        var camera = CameraId.New();
        await host.AddAsync(camera);
        _ = await host.IndexedAsync(camera, 2);
        await host.Cameras.LoseAsync(camera, FeedBreakCause.Unreachable);
        var segments = await host.IndexedAsync(camera, 4);

        Assert.All(segments, segment => Assert.Equal(segment.Bytes, new FileInfo(host.Volume.Resolve(segment)).Length));
        Assert.Equal(segments.Select((_, index) => index + 1L), segments.Select(segment => segment.Sequence));
        Assert.Contains(await host.Index.AllGapsAsync(camera, Stop), gap => gap.Cause == GapCause.CameraUnreachable && gap.End is not null);
        Assert.DoesNotContain(
            await host.CheckIndexAsync(), difference => difference.Contains(".mp4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task The_store_answers_by_range(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        var camera = CameraId.New();
        var noon = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var segments = Enumerable.Range(1, 6).Select(number => SegmentOf(camera, number, noon.AddSeconds(10 * number))).ToList();
        var gap = new Gap { Id = Guid.CreateVersion7(), CameraId = camera, Start = noon.AddSeconds(70), Cause = GapCause.DiskFull, Detail = "full" };
        await host.Index.WriteAsync([.. segments.Select(segment => new Fact.Recorded(segment)), new Fact.Missing(gap)], Stop);
        await host.Index.WriteAsync([new Fact.Recorded(segments[0])], Stop);
        var store = host.Get<RecordingStore>();

        Assert.Equal(
            [2L, 3L, 4L],
            (await store.SegmentsAsync(camera, noon.AddSeconds(25), noon.AddSeconds(45), Stop)).Select(segment => segment.Sequence));
        Assert.Equal(segments[4], (await store.FindSegmentAsync(camera, segments[4].Id, Stop))! with
        {
            Sha256 = segments[4].Sha256,
            ChainHash = segments[4].ChainHash,
        });
        Assert.Null(await store.FindSegmentAsync(CameraId.New(), segments[4].Id, Stop));
        Assert.Equal(gap, Assert.Single(await store.GapsAsync(camera, noon.AddSeconds(500), noon.AddSeconds(501), Stop)));
        Assert.Empty(await store.GapsAsync(camera, noon, noon.AddSeconds(70), Stop));
    }

    [Fact]
    public async Task While_the_database_is_locked_recording_goes_on_and_is_indexed_afterwards()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        var before = await host.IndexedAsync(camera, 1);
        await using (await LockAsync(host))
        {
            _ = await host.OnDiskAsync(camera, before.Count + 5);
            Assert.True(host.Get<Indexer>().IsDatabaseAway);
        }

        var segments = await host.IndexedAsync(camera, before.Count + 5);
        Assert.Equal(segments.Select((_, index) => index + 1L), segments.Select(segment => segment.Sequence));
        Assert.DoesNotContain(await host.Index.AllGapsAsync(camera, Stop), gap => gap.Cause != GapCause.Starting);
    }

    [Fact]
    [Trait("Req", "O-19")]
    public async Task With_the_database_gone_a_restart_records_at_once_and_the_index_is_made_from_the_files()
    {
        using var folder = new TemporaryFolder();
        var camera = CameraId.New();
        IReadOnlyList<Segment> before;
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            await host.AddAsync(camera);
            before = await host.IndexedAsync(camera, 3);
        }

        Directory.Delete(Path.Combine(folder.Path, "databases"), recursive: true);
        // A node that is back within 100 ms leaves a hole too short to be a gap.
        await Task.Delay(TimeSpan.FromMilliseconds(500), Stop);
        await using var again = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });
        var after = await again.IndexedAsync(camera, before.Count + 3);

        Assert.Equal(before.Select(segment => (segment.Id, segment.Path)), after.Take(before.Count).Select(segment => (segment.Id, segment.Path)));
        var gaps = await RecordingHost.WaitForAsync(
            () => again.Index.AllGapsAsync(camera, Stop), gaps => gaps.Any(gap => gap.Cause == GapCause.NodeDown && gap.End is not null), "a closed gap");
        Assert.Contains(gaps.Single(gap => gap.Cause == GapCause.NodeDown).Start, after.Select(segment => segment.End));
    }

    [Fact]
    public async Task Facts_forgotten_while_the_database_was_away_are_read_back_from_the_files()
    {
        await using var host = await RecordingHost.StartAsync(
            prepare: services => services.AddSingleton(new Recording.Writing.UnindexedFacts(capacity: 2)));
        var camera = CameraId.New();
        await host.AddAsync(camera);
        _ = await host.IndexedAsync(camera, 1);
        await using (await LockAsync(host))
        {
            _ = await host.OnDiskAsync(camera, 7);
        }

        var segments = await host.IndexedAsync(camera, 7);
        Assert.Equal(segments.Select((_, index) => index + 1L), segments.Select(segment => segment.Sequence));
    }

    [Fact]
    public async Task A_rebuilt_index_is_the_original_one()
    {
        using var folder = new TemporaryFolder();
        var camera = CameraId.New();
        IReadOnlyList<Segment> segments;
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            await host.AddAsync(camera);
            _ = await host.IndexedAsync(camera, 2);
            await host.Cameras.LoseAsync(camera, FeedBreakCause.WrongPassword);
            segments = await host.IndexedAsync(camera, 4);
        }

        Assert.Equal([], await WorkAsync(folder, RecordingModule.CheckIndexAsync));
        Assert.Empty(await WorkAsync(folder, RecordingModule.RebuildIndexAsync));

        Directory.Delete(Path.Combine(folder.Path, "databases"), recursive: true);
        Assert.True((await WorkAsync(folder, RecordingModule.CheckIndexAsync)).Count >= segments.Count);
        Assert.True((await WorkAsync(folder, RecordingModule.RebuildIndexAsync)).Count >= segments.Count);
        Assert.Empty(await WorkAsync(folder, RecordingModule.CheckIndexAsync));
    }

    [Fact]
    public async Task The_check_finds_a_file_that_was_altered_one_that_is_gone_and_one_nobody_indexed()
    {
        using var folder = new TemporaryFolder();
        var camera = CameraId.New();
        IReadOnlyList<Segment> segments;
        string root;
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            await host.AddAsync(camera);
            segments = await host.IndexedAsync(camera, 4);
            root = host.Volume.Root;
        }

        Flip(Path.Combine(root, segments[0].Path));
        File.Delete(Path.Combine(root, segments[1].Path));
        _ = await WorkAsync(folder, async (services, _, _, cancellation) =>
        {
            await services.GetRequiredService<IndexStore>().WriteAsync(
                [new Fact.Deleted(new SegmentName(camera, segments[2].Start, segments[2].Sequence))], cancellation);
            return 0;
        });

        var differences = await WorkAsync(folder, RecordingModule.CheckIndexAsync);
        Assert.Contains($"{segments[0].Path}: the index says something else", differences);
        Assert.Contains($"{segments[1].Path}: in the index, not on the volume", differences);
        Assert.Contains($"{segments[2].Path}: not in the index", differences);
    }

    [Fact]
    public async Task The_index_is_not_rebuilt_under_a_running_server()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });

        var refused = await Assert.ThrowsAsync<FaultException>(() => WorkAsync(folder, RecordingModule.RebuildIndexAsync));
        Assert.Equal(FaultKind.Configuration, refused.Kind);
    }

    private static async Task<IReadOnlyList<string>> WorkAsync(
        TemporaryFolder folder, Func<IServiceProvider, Action<string>, Action<string>, CancellationToken, Task<int>> work)
    {
        var said = new List<string>();
        var count = await VedetteApplication.WorkAsync(
            new VedetteOptions { DataDirectory = folder.Path, Port = 0 },
            [ModuleEntry.Of<RecordingModule>()],
            (services, cancellation) => work(services, said.Add, _ => { }, cancellation),
            Stop);
        Assert.Equal(count, said.Count);
        return said;
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    internal static Segment SegmentOf(CameraId camera, long sequence, DateTimeOffset start) => new()
    {
        Id = SegmentName.IdOf(camera, sequence),
        CameraId = camera,
        RunId = Guid.CreateVersion7(),
        Sequence = sequence,
        Start = start,
        End = start.AddSeconds(10),
        Bytes = 1000 + sequence,
        Codec = "avc1.64001e",
        Width = 640,
        Height = 360,
        Sha256 = [1, 2, 3],
        ChainHash = [4, 5, 6],
        VolumeId = Guid.CreateVersion7(),
        Path = new SegmentName(camera, start, sequence).Path,
    };

    private static async Task<IAsyncDisposable> LockAsync(RecordingHost host)
    {
        // Another program holds the file exclusively, as a backup or a human with a shell may.
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "databases", "recording.db")};Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "begin exclusive";
        _ = await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }
}
