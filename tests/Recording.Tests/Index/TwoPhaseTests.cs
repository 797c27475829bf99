using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Index;

/// <summary>File and row never disagree for long, wherever the process was interrupted and whatever was away.</summary>
public sealed class TwoPhaseTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);

    private readonly CameraId _camera = CameraId.New();

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_gap_of_days_ago_whose_end_was_never_indexed_ends_where_the_journal_says(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        var gap = GapOf(Noon, null);
        await host.Index.WriteAsync([new Fact.Missing(gap), new Fact.Recorded(SegmentOf(host, 1, Noon.AddDays(9)))], Stop);
        Journal(host, (gap, false), (gap with { End = Noon.AddDays(9) }, false));

        await CatchUpAsync(host);

        Assert.Equal(Noon.AddDays(9), Assert.Single(await host.Index.AllGapsAsync(_camera, Stop)).End);
    }

    [Fact]
    public async Task A_gap_that_was_withdrawn_while_the_database_was_away_is_gone()
    {
        await using var host = await RecordingHost.StartAsync();
        var gap = GapOf(Noon, null);
        await host.Index.WriteAsync([new Fact.Missing(gap)], Stop);
        Journal(host, (gap, false), (gap, true));

        await CatchUpAsync(host);

        Assert.Empty(await host.Index.AllGapsAsync(_camera, Stop));
    }

    [Fact]
    public async Task A_gap_whose_end_nobody_wrote_down_ends_with_what_is_known_next_and_a_second_look_changes_nothing()
    {
        await using var host = await RecordingHost.StartAsync();
        var gap = GapOf(Noon, null);
        await host.Index.WriteAsync([new Fact.Missing(gap), new Fact.Recorded(SegmentOf(host, 1, Noon.AddHours(1)))], Stop);
        Journal(host, (gap, false));

        await CatchUpAsync(host);
        await CatchUpAsync(host);

        Assert.Equal(Noon.AddHours(1), Assert.Single(await host.Index.AllGapsAsync(_camera, Stop)).End);
    }

    [Fact]
    public async Task The_gap_the_recorder_has_open_stays_open()
    {
        await using var host = await RecordingHost.StartAsync();
        var gap = GapOf(Noon, null);
        await host.Index.WriteAsync([new Fact.Missing(gap)], Stop);
        Journal(host, (gap, false));

        await CatchUpAsync(host, gap);

        Assert.Null(Assert.Single(await host.Index.AllGapsAsync(_camera, Stop)).End);
    }

    [Fact]
    public async Task What_lies_on_a_volume_that_is_not_there_is_neither_forgotten_nor_a_difference()
    {
        await using var host = await RecordingHost.StartAsync();
        var away = Guid.CreateVersion7();
        await host.Index.WriteAsync(
            [.. Enumerable.Range(1, 3).Select(number => new Fact.Recorded(SegmentOf(host, number, Noon.AddSeconds(10 * number)) with { VolumeId = away }))], Stop);

        await CatchUpAsync(host);

        Assert.Equal(3, (await host.Index.AllSegmentsAsync(_camera, Stop)).Count);
        Assert.Empty(await host.CheckIndexAsync());
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_number_used_again_after_its_damaged_file_was_moved_aside_names_the_new_file(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        var damaged = SegmentOf(host, 7, Noon) with { Bytes = 5000 };
        var fresh = SegmentOf(host, 7, Noon.AddSeconds(30));
        await host.Index.WriteAsync([new Fact.Recorded(damaged)], Stop);
        await host.Index.WriteAsync([new Fact.Recorded(fresh)], Stop);
        await host.Index.WriteAsync([new Fact.Recorded(fresh)], Stop);

        Assert.Equal(fresh.Path, Assert.Single(await host.Index.AllSegmentsAsync(_camera, Stop)).Path);
        var totals = (await host.Get<TotalsStore>().OfAsync([_camera], Noon, Noon.AddHours(1), Stop))[_camera];
        Assert.Equal(fresh.Bytes, totals.Bytes);
        Assert.Equal(20, totals.RecordedSince.TotalSeconds);
    }

    [Fact]
    public async Task A_deletion_nobody_could_note_is_made_up_for_even_when_the_clock_was_set_back_in_between()
    {
        await using var host = await RecordingHost.StartAsync();
        // Number 9 was recorded after the clock had been set back: it starts before all others that are left.
        var segments = new[] { (1, 0), (2, 10), (3, 3600), (4, 3610), (9, 1800) }
            .Select(made => SegmentOf(host, made.Item1, Noon.AddSeconds(made.Item2))).ToList();
        await host.Index.WriteAsync([.. segments.Select(segment => new Fact.Recorded(segment))], Stop);
        foreach (var segment in segments.Skip(2))
        {
            var path = host.Volume.Resolve(segment);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, new byte[10], Stop);
        }

        await CatchUpAsync(host);

        Assert.Equal([3L, 4L, 9L], (await host.Index.AllSegmentsAsync(_camera, Stop)).Select(segment => segment.Sequence));
        Assert.Equal([9L, 4L, 3L], new CameraFolder(host.Volume, _camera).NewestFirst().Select(name => name.Sequence));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Deletions_from_the_middle_that_the_database_never_heard_of_are_made_up_for(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        var segments = Enumerable.Range(1, 5).Select(number => SegmentOf(host, number, Noon.AddSeconds(number * 10))).ToList();
        segments[3] = segments[3] with { ArchivedAs = "copy" };
        await host.Index.WriteAsync([.. segments.Select(segment => new Fact.Recorded(segment))], Stop);
        foreach (var kept in new[] { segments[0], segments[4] })
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(host.Volume.Resolve(kept))!);
            await File.WriteAllBytesAsync(host.Volume.Resolve(kept), new byte[10], Stop);
        }

        // Number 5 was noted under another name once: it was used again, and its file is there.
        var reused = new SegmentName(_camera, Noon.AddHours(-1), 5);
        var notes = host.Get<DeletionNotes>();
        notes.Add(host.Volume.Id, [SegmentName.Of(segments[0]), SegmentName.Of(segments[1]), reused], keepArchived: false);
        notes.Add(host.Volume.Id, [SegmentName.Of(segments[2]), SegmentName.Of(segments[3])], keepArchived: true);
        notes.Add(Guid.NewGuid(), [SegmentName.Of(segments[4])], keepArchived: false);

        await host.Get<FootageDeletion>().MakeUpAsync(Stop);
        await host.Get<FootageDeletion>().MakeUpAsync(Stop);

        var left = await host.Index.AllSegmentsAsync(_camera, Stop);
        Assert.Equal([1L, 4L, 5L], left.Select(segment => segment.Sequence));
        Assert.Equal([true, false, true], left.Select(segment => segment.IsLocal));
    }

    [Fact]
    public async Task Notes_of_deletions_survive_a_torn_line_and_are_forgotten_after_a_while()
    {
        using var folder = new Vedette.Support.TemporaryFolder();
        var time = new FakeTime();
        var notes = new DeletionNotes(LocalDisk.Instance, folder.Path, time);
        var name = new SegmentName(_camera, Noon, 1);
        notes.Add(Guid.Empty, [name], keepArchived: false);
        await File.AppendAllTextAsync(Directory.GetFiles(folder.Path).Single(), "{\"camera\":\"", Stop);
        notes.Add(Guid.Empty, [name with { Sequence = 2 }], keepArchived: true);

        Assert.Equal([name, name with { Sequence = 2 }], new DeletionNotes(LocalDisk.Instance, folder.Path, time).Read().Select(note => note.Name));
        notes.Prune();
        Assert.Equal(2, notes.Read().Count);
        time.Advance(TimeSpan.FromHours(4));
        notes.Prune();
        Assert.Empty(notes.Read());
    }

    private async Task CatchUpAsync(RecordingHost host, Gap? open = null)
    {
        _ = Directory.CreateDirectory(Path.Combine(host.Volume.SegmentsRoot, _camera.ToString()));
        host.Get<LiveFootage>().Set(_camera, new FootageState { CompleteBelow = long.MaxValue, CurrentGap = open });
        Assert.True(await host.Get<CatchUp>().RunAsync(new HashSet<CameraId>(), Stop));
    }

    private void Journal(RecordingHost host, params (Gap Gap, bool Withdrawn)[] lines)
    {
        var journal = new GapJournal(LocalDisk.Instance, host.Volume, _camera);
        var set = new CommitSet();
        foreach (var (gap, withdrawn) in lines)
        {
            journal.Note(GapNote.Of(gap, withdrawn));
            Assert.Null(journal.Append(set));
        }

        set.FlushEach(LocalDisk.Instance);
        Assert.Null(set.Take());
    }

    private Gap GapOf(DateTimeOffset start, DateTimeOffset? end) => new()
    {
        Id = Guid.CreateVersion7(start),
        CameraId = _camera,
        Start = start,
        End = end,
        Cause = GapCause.CameraUnreachable,
        Detail = "gone",
    };

    private Segment SegmentOf(RecordingHost host, long sequence, DateTimeOffset start) => new()
    {
        Id = SegmentName.IdOf(_camera, sequence),
        CameraId = _camera,
        RunId = Guid.Empty,
        Sequence = sequence,
        Start = start,
        End = start.AddSeconds(10),
        Bytes = 1000,
        Codec = "avc1.64001e",
        Width = 640,
        Height = 360,
        Sha256 = [1],
        ChainHash = [2],
        VolumeId = host.Volume.Id,
        Path = new SegmentName(_camera, start, sequence).Path,
    };
}
