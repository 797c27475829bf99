using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Marks;

public sealed class MarkTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly CameraId _camera = CameraId.New();

    [Fact]
    public async Task What_is_marked_is_known_without_a_database_and_after_a_restart_torn_lines_or_not()
    {
        using var folder = new TemporaryFolder();
        var volume = Volume.Open(folder.Path);
        var first = MarkOf(Midnight.AddHours(10), 20, FootageClass.Motion);
        using (var marks = New(volume))
        {
            await marks.PutAsync(first, Stop);
            await marks.PutAsync(first with { To = first.From.AddSeconds(60) }, Stop);
            await marks.PutAsync(MarkOf(Midnight.AddHours(11), 5, FootageClass.Incident), Stop);
            Check(marks);
        }

        await File.AppendAllTextAsync(
            Path.Combine(MarkJournal.FolderOf(volume, _camera, Midnight), MarkJournal.FileName), "{\"id\":\"0193", Stop);
        using var again = New(volume);
        Check(again);
        await again.PutAsync(MarkOf(Midnight.AddHours(12), 5, FootageClass.Motion), Stop);
        using var third = New(volume);
        Assert.Equal(FootageClass.Motion, third.ClassOf(_camera, Midnight.AddHours(12), Midnight.AddHours(13)));

        void Check(FootageMarks marks)
        {
            Assert.Equal(FootageClass.Motion, marks.ClassOf(_camera, first.From.AddSeconds(50), first.From.AddSeconds(70)));
            Assert.Equal(FootageClass.Continuous, marks.ClassOf(_camera, first.From.AddSeconds(60), first.From.AddSeconds(70)));
            Assert.Equal(FootageClass.Continuous, marks.ClassOf(_camera, first.From.AddSeconds(-10), first.From));
            Assert.Equal(FootageClass.Motion | FootageClass.Incident, marks.ClassOf(_camera, Midnight.AddHours(9), Midnight.AddHours(12)));
            Assert.Equal(FootageClass.Continuous, marks.ClassOf(CameraId.New(), Midnight.AddHours(9), Midnight.AddHours(12)));
            Assert.Equal(60, marks.Between(_camera, Midnight, Midnight.AddDays(1))[0].To.Subtract(first.From).TotalSeconds);
        }
    }

    [Fact]
    public async Task A_mark_across_midnight_counts_on_both_days_and_lies_in_the_folder_of_its_start()
    {
        using var folder = new TemporaryFolder();
        var volume = Volume.Open(folder.Path);
        using (var marks = New(volume))
        {
            await marks.PutAsync(MarkOf(Midnight.AddSeconds(-5), 10, FootageClass.Incident), Stop);
        }

        using var again = New(volume);
        Assert.Equal(FootageClass.Incident, again.ClassOf(_camera, Midnight.AddSeconds(4), Midnight.AddSeconds(14)));
        Assert.True(File.Exists(Path.Combine(volume.SegmentsRoot, _camera.ToString(), "2026-11-20", MarkJournal.FileName)));
    }

    [Fact]
    public async Task Memory_is_bounded_and_what_was_forgotten_is_read_again()
    {
        using var folder = new TemporaryFolder();
        using var marks = New(Volume.Open(folder.Path), most: 10);
        for (var day = 0; day < 30; day++)
        {
            await marks.PutAsync(MarkOf(Midnight.AddDays(day).AddHours(3), 5, FootageClass.Motion), Stop);
        }

        for (var day = 0; day < 30; day++)
        {
            var three = Midnight.AddDays(day).AddHours(3);
            Assert.Equal(FootageClass.Motion, marks.ClassOf(_camera, three, three.AddSeconds(1)));
        }
    }

    [Fact]
    public async Task A_volume_that_is_away_is_not_written_to_and_the_mark_waits_for_it()
    {
        using var folder = new TemporaryFolder();
        var volume = Volume.Open(folder.Path);
        Directory.Move(volume.SegmentsRoot, volume.SegmentsRoot + "-away");
        using var marks = New(volume);
        await marks.PutAsync(MarkOf(Midnight.AddHours(1), 5, FootageClass.Incident), Stop);

        Assert.False(Directory.Exists(volume.SegmentsRoot));
        Assert.Equal(FootageClass.Incident, marks.ClassOf(_camera, Midnight.AddHours(1), Midnight.AddHours(2)));

        Directory.Move(volume.SegmentsRoot + "-away", volume.SegmentsRoot);
        await marks.PutAsync(MarkOf(Midnight.AddHours(2), 5, FootageClass.Motion), Stop);
        using var again = New(volume);
        Assert.Equal(FootageClass.Incident, again.ClassOf(_camera, Midnight.AddHours(1), Midnight.AddHours(2)));
    }

    [Fact]
    public async Task A_volume_that_comes_later_brings_its_marks()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using (var there = New(Volume.Open(other.Path)))
        {
            await there.PutAsync(MarkOf(Midnight.AddHours(1), 5, FootageClass.Incident), Stop);
        }

        var volumes = new VolumeSet([Volume.Open(one.Path)]);
        using var marks = new FootageMarks(volumes, LocalDisk.Instance, new UnindexedFacts(), NullLogger<FootageMarks>.Instance);
        Assert.Equal(FootageClass.Continuous, marks.ClassOf(_camera, Midnight.AddHours(1), Midnight.AddHours(2)));
        volumes.Replace([.. volumes.All, Volume.Open(other.Path)]);
        Assert.Equal(FootageClass.Incident, marks.ClassOf(_camera, Midnight.AddHours(1), Midnight.AddHours(2)));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Segments_take_over_the_class_whether_marked_before_or_after_they_are_indexed_and_after_a_rebuild(Dialect dialect)
    {
        using var folder = new TemporaryFolder();
        var camera = CameraId.New();
        await using var host = await RecordingHost.StartAsync(
            dialect, options => dialect == Dialect.Sqlite ? options with { DataDirectory = folder.Path } : options);
        await host.AddAsync(camera);
        var segments = await host.IndexedAsync(camera, 2);
        var marks = host.Get<FootageMarks>();
        await marks.PutAsync(
            new Mark
            {
                Id = Guid.CreateVersion7(),
                CameraId = camera,
                From = segments[1].Start.AddMilliseconds(1),
                To = segments[1].End.AddMilliseconds(-1),
                Class = FootageClass.Motion,
                Reason = "late",
            },
            Stop);
        await marks.PutAsync(
            new Mark
            {
                Id = Guid.CreateVersion7(),
                CameraId = camera,
                From = segments[^1].End.AddSeconds(4),
                To = segments[^1].End.AddSeconds(4.5),
                Class = FootageClass.Incident,
                Reason = "early",
            },
            Stop);

        var all = await RecordingHost.WaitForAsync(
            () => host.Index.AllSegmentsAsync(camera, Stop),
            found => found.Any(segment => segment.Class == FootageClass.Incident) && found[1].Class == FootageClass.Motion,
            "marked segments");
        Assert.Equal(FootageClass.Continuous, all[0].Class);
        Assert.Equal(2, (await host.Index.AllMarksAsync(camera, Stop)).Count);
        Assert.DoesNotContain(await host.CheckIndexAsync(), line => line.Contains("mark", StringComparison.Ordinal));

        var files = all.Select(segment => segment with { Class = FootageClass.Continuous }).ToList();
        var marked = await host.Index.AllMarksAsync(camera, Stop);
        foreach (var day in files.GroupBy(segment => DateOnly.FromDateTime(segment.Start.UtcDateTime)))
        {
            await host.Get<AuditStore>().ReplaceAsync(
                camera, day.Key, [.. day], [.. day], null, [.. marked.Where(mark => DateOnly.FromDateTime(mark.From.UtcDateTime) == day.Key)], Stop);
        }

        Assert.Equal(all.Select(segment => segment.Class), (await host.Index.AllSegmentsAsync(camera, Stop)).Take(all.Count).Select(segment => segment.Class));
    }

    [Fact]
    public async Task Marks_are_indexed_again_from_the_volume_when_the_database_was_lost()
    {
        using var folder = new TemporaryFolder();
        var camera = CameraId.New();
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            await host.AddAsync(camera);
            var first = (await host.IndexedAsync(camera, 1))[0];
            await host.Get<FootageMarks>().PutAsync(
                new Mark { Id = Guid.CreateVersion7(), CameraId = camera, From = first.Start, To = first.End, Class = FootageClass.Incident, Reason = "" },
                Stop);
        }

        Directory.Delete(Path.Combine(folder.Path, "databases"), recursive: true);
        await using var again = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });
        var segments = await RecordingHost.WaitForAsync(
            () => again.Index.AllSegmentsAsync(camera, Stop),
            found => found.Count > 0 && found[0].Class == FootageClass.Incident,
            "the class of the first segment");
        Assert.NotEmpty(segments);
    }

    private Mark MarkOf(DateTimeOffset from, double seconds, FootageClass why) => new()
    {
        Id = Guid.CreateVersion7(),
        CameraId = _camera,
        From = from,
        To = from.AddSeconds(seconds),
        Class = why,
        Reason = "Somebody came.",
    };

    private static FootageMarks New(Volume volume, int most = FootageMarks.MostMarks) =>
        new(new VolumeSet([volume]), LocalDisk.Instance, new UnindexedFacts(), NullLogger<FootageMarks>.Instance, most);
}
