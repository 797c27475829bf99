using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Retention;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Retention;

public sealed class OrderTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Tail = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Whatever_is_there_the_order_holds_and_no_promise_is_broken()
    {
        await using var host = await RecordingHost.StartAsync();
        for (var seed = 1; seed <= 40; seed++)
        {
            using var rig = new RetentionRig(host);
            var random = new Random(seed);
            var now = rig.Time.GetUtcNow();
            CameraId[] cameras = [CameraId.New(), CameraId.New(), CameraId.New()];
            var filed = new Dictionary<CameraId, List<SegmentName>>();
            foreach (var camera in cameras)
            {
                filed[camera] = Scatter(rig, random, camera, now);
                await rig.SetAsync(camera, AnyPolicy(random));
            }

            List<Hold> holds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => AnyHold(rig, random, cameras, now))];
            rig.Space.Limit(random.Next(3) == 0 ? 1L << 40 : random.Next(1000, (int)rig.Space.Used), 1);
            await rig.RunAsync();
            Judge(rig, filed, now, seed);
            holds.ForEach(hold => rig.Holds.Remove(hold.Id));
        }
    }

    [Fact]
    public async Task Footage_past_its_maximum_goes_though_there_is_room_and_what_is_held_goes_when_it_is_released()
    {
        await using var host = await RecordingHost.StartAsync();
        using var rig = new RetentionRig(host);
        var camera = CameraId.New();
        await rig.SetAsync(camera, new CameraPolicy { Continuous = new(0, 1), Motion = new(0, 2), Incident = new(0, 2) });
        var start = rig.Time.GetUtcNow();
        _ = rig.Row(camera, start, count: 30);
        rig.Mark(camera, start.AddSeconds(50), start.AddSeconds(60), FootageClass.Motion);
        var hold = rig.Hold(camera, start.AddSeconds(100), start.AddSeconds(120));

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.RunAsync();
        Assert.Equal(30, rig.Left(camera).Count);

        rig.Time.Advance(TimeSpan.FromSeconds(200));
        await rig.RunAsync();
        Assert.Equal([6, 11, 12, .. Enumerable.Range(21, 10)], rig.Left(camera).Select(sequence => (int)sequence));

        rig.Time.Advance(TimeSpan.FromMinutes(10));
        await rig.RunAsync();
        Assert.Equal([6, 11, 12, 30], rig.Left(camera));

        rig.Holds.Remove(hold.Id);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.RunAsync();
        Assert.Equal([30], rig.Left(camera));
    }

    [Fact]
    public async Task Without_marks_that_can_be_read_nothing_is_deleted()
    {
        await using var host = await RecordingHost.StartAsync();
        using var rig = new RetentionRig(host);
        var camera = CameraId.New();
        _ = rig.Row(camera, rig.Time.GetUtcNow().AddDays(-3), count: 10);
        rig.Space.Limit(1, 1);
        var blind = new VolumeRetention(rig.Space, rig.Context with
        {
            Worth = new FootageWorth((_, _, _) => throw new IOException("Damaged."), () => false, host.Get<LivePolicies>()),
        });
        await blind.RunAsync(Stop);
        Assert.Equal(10, rig.Left(camera).Count);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task What_is_in_the_archive_goes_first_and_stays_known_and_what_waits_for_its_copy_goes_last(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        using var rig = new RetentionRig(host, hasArchive: true);
        var (copied, waiting) = (CameraId.New(), CameraId.New());
        var start = rig.Time.GetUtcNow().AddDays(-3);
        var old = rig.Row(waiting, start.AddDays(-1), count: 10);
        var names = rig.Row(copied, start, count: 10);
        await rig.SetAsync(waiting, new CameraPolicy { Archive = ArchiveChoice.All });
        await rig.SetAsync(copied, new CameraPolicy { Archive = ArchiveChoice.None, Continuous = new(30, 30), Motion = new(30, 30), Incident = new(30, 30) });
        await host.Index.WriteAsync([.. old.Select(name => new Fact.Recorded(rig.RowOf(name)))], Stop);
        await host.Index.WriteAsync(
            [.. names.Select((name, i) => new Fact.Recorded(rig.RowOf(name, archivedAs: i < 6 ? $"key-{i}" : null)))], Stop);

        // Four have to go: what is copied, although it is younger, and below its minimum: nothing is lost by it.
        rig.Space.Limit(16_600, 1);
        await rig.RunAsync();
        Assert.Equal([5, 6, 7, 8, 9, 10], rig.Left(copied));
        Assert.Equal(10, rig.Left(waiting).Count);
        var rows = await RecordingHost.WaitForAsync(
            () => host.Index.AllSegmentsAsync(copied, Stop), rows => rows.Count(row => !row.IsLocal) == 4, "four rows in the archive only");
        Assert.Equal(10, rows.Count);

        // Then the rest of what is copied; what waits for its copy only when nothing else may go.
        rig.Space.Limit(9_500, 1);
        await rig.RunAsync();
        Assert.Equal([7, 8, 9, 10], rig.Left(copied));
        Assert.Equal([6, 7, 8, 9, 10], rig.Left(waiting));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task What_is_in_the_archive_only_goes_at_its_maximum_unless_it_is_held(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        using var rig = new RetentionRig(host);
        var camera = CameraId.New();
        await rig.SetAsync(camera, new CameraPolicy { Continuous = new(0, 1), Motion = new(0, 1), Incident = new(0, 1) });
        var start = rig.Time.GetUtcNow().AddDays(-2);
        var names = Enumerable.Range(1, 5).Select(i => new SegmentName(camera, start.AddSeconds(10 * i), i)).ToList();
        await host.Index.WriteAsync([.. names.Select(name => new Fact.Recorded(rig.RowOf(name, "key") with { IsLocal = false }))], Stop);
        var hold = rig.Hold(camera, start.AddSeconds(31), start.AddSeconds(39));

        await new AwayFootage(rig.Context).RunAsync(Stop);

        var left = await RecordingHost.WaitForAsync(
            () => host.Index.AllSegmentsAsync(camera, Stop), rows => rows.Count == 1, "one row left");
        Assert.Equal(3, left[0].Sequence);
        rig.Holds.Remove(hold.Id);
    }

    [Fact]
    public async Task Without_the_database_room_is_made_by_the_same_order()
    {
        await using var host = await RecordingHost.StartAsync();
        using var rig = new RetentionRig(host);
        var camera = CameraId.New();
        var start = rig.Time.GetUtcNow().AddDays(-3);
        _ = rig.Row(camera, start, count: 20);
        rig.Mark(camera, start, start.AddSeconds(50), FootageClass.Motion);
        var hold = rig.Hold(camera, start.AddSeconds(100), start.AddSeconds(110));
        rig.Space.Limit(10_400, 1);
        await using (await LockAsync(host))
        {
            await rig.RunAsync();
        }

        Assert.Equal([1, 2, 3, 4, 5, 11, 17, 18, 19, 20], rig.Left(camera));
        rig.Holds.Remove(hold.Id);
    }

    private static List<SegmentName> Scatter(RetentionRig rig, Random random, CameraId camera, DateTimeOffset now)
    {
        var names = new List<SegmentName>();
        var at = now.AddDays(-random.Next(1, 12)).AddMinutes(random.Next(60));
        var count = random.Next(5, 30);
        for (var i = 1; i <= count && at < now; i++)
        {
            names.Add(rig.File(camera, at, i, random.Next(500, 4000)));
            if (random.Next(3) == 0)
            {
                rig.Mark(camera, at.AddSeconds(2), at.AddSeconds(3), (FootageClass)random.Next(1, 4));
            }

            at = at.AddSeconds(10) + (random.Next(6) == 0 ? TimeSpan.FromHours(random.Next(1, 20)) : TimeSpan.Zero);
        }

        return names;
    }

    [Fact]
    public async Task What_is_past_its_maximum_waits_until_the_volume_is_counted()
    {
        await using var host = await RecordingHost.StartAsync();
        using var rig = new RetentionRig(host);
        var camera = CameraId.New();
        await rig.SetAsync(camera, new CameraPolicy { Continuous = new KeepingTime(0, 1), Motion = new KeepingTime(0, 1), Incident = new KeepingTime(0, 1) });
        _ = rig.Row(camera, rig.Time.GetUtcNow().AddDays(-3), 20);

        await rig.RunAsync(isCounted: false);
        Assert.Equal(20, rig.Left(camera).Count);

        await rig.RunAsync();
        Assert.Equal([20L], rig.Left(camera));
    }

    [Fact]
    public async Task Counting_finds_what_lies_there_whatever_was_believed()
    {
        await using var host = await RecordingHost.StartAsync();
        using var rig = new RetentionRig(host);
        var camera = CameraId.New();
        _ = rig.Row(camera, rig.Time.GetUtcNow().AddDays(400), 5, bytes: 700); // written by a clock that was fast
        await File.WriteAllTextAsync(Path.Combine(rig.Root, SegmentName.Root, camera.ToString(), "gaps.jsonl"), "{}", Stop);
        rig.Space.Correct(-123);

        rig.Count();
        Assert.Equal(3500, rig.Space.Used);
    }

    private static CameraPolicy AnyPolicy(Random random)
    {
        KeepingTime Time(KeepingTime? below)
        {
            var least = (below?.MinDays ?? 0) + (random.Next(2) * random.Next(3));
            double? most = random.Next(2) == 0 ? null : Math.Max(below?.MaxDays ?? 1, least) + random.Next(4);
            return new KeepingTime(least, below is { MaxDays: null } ? null : most);
        }

        var continuous = Time(null);
        var motion = Time(continuous);
        return new CameraPolicy { Continuous = continuous, Motion = motion, Incident = Time(motion) };
    }

    private static Hold AnyHold(RetentionRig rig, Random random, CameraId[] cameras, DateTimeOffset now)
    {
        var from = now.AddDays(-random.Next(12)).AddMinutes(random.Next(600));
        return rig.Hold(cameras[random.Next(cameras.Length)], from, from.AddHours(random.Next(1, 40)));
    }

    /// <summary>The rules, told a second time in the plainest way.</summary>
    private static void Judge(RetentionRig rig, Dictionary<CameraId, List<SegmentName>> filed, DateTimeOffset now, int seed)
    {
        var all = new List<(SegmentName Name, FootageClass Class, bool IsGone, bool IsHeld, bool IsNewest, bool MayGo, bool MustGo)>();
        foreach (var (camera, names) in filed)
        {
            var left = rig.Left(camera).ToHashSet();
            for (var i = 0; i < names.Count; i++)
            {
                var (start, next) = (names[i].Start, i + 1 < names.Count && SameHour(names[i], names[i + 1]) ? names[i + 1].Start : DateTimeOffset.MaxValue);
                var until = next < start + Tail ? next : start + Tail;
                var footage = rig.Context.Worth.ClassOf(camera, start, until);
                var time = rig.Context.Worth.KeepingOf(camera, footage);
                all.Add((
                    names[i], footage, !left.Contains(names[i].Sequence), rig.Holds.IsHeld(camera, start, until), i == names.Count - 1,
                    time.MinDays <= 0 || until <= now.AddDays(-time.MinDays), time.MaxDays is { } days && until <= now.AddDays(-days)));
            }
        }

        foreach (var gone in all.Where(segment => segment.IsGone))
        {
            Assert.False(gone.IsHeld, $"Seed {seed}: {gone.Name.Path} is held.");
            Assert.False(gone.IsNewest, $"Seed {seed}: {gone.Name.Path} is the newest.");
            Assert.True(gone.MayGo || gone.MustGo, $"Seed {seed}: {gone.Name.Path} is below its minimum.");
        }

        var free = all.Where(segment => segment is { IsGone: false, IsHeld: false, IsNewest: false }).ToList();
        Assert.DoesNotContain(free, segment => segment.MustGo);
        var last = all.Where(segment => segment is { IsGone: true, MustGo: false }).Select(segment => (segment.Class, segment.Name.Start)).DefaultIfEmpty().Max();
        foreach (var stayed in free.Where(segment => segment.MayGo))
        {
            Assert.True((stayed.Class, stayed.Name.Start).CompareTo(last) >= 0, $"Seed {seed}: {stayed.Name.Path} should have gone before others.");
            Assert.True(rig.Space.Used <= rig.Space.Budget, $"Seed {seed}: {stayed.Name.Path} may go, and there is too little room.");
        }
    }

    private static bool SameHour(SegmentName one, SegmentName other) => Path.GetDirectoryName(one.Path) == Path.GetDirectoryName(other.Path);

    private static async Task<IAsyncDisposable> LockAsync(RecordingHost host)
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "databases", "recording.db")};Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "begin exclusive";
        _ = await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }
}
