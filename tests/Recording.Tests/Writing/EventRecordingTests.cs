using Vedette.Contracts.Recording;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

/// <summary>Cameras recorded around events only: a key picture every second, five seconds kept before, ten after.</summary>
public sealed class EventRecordingTests : IAsyncLifetime
{
    private readonly int _leases = AccessUnit.Outstanding;
    private readonly WritingRig _rig = new();

    public async ValueTask InitializeAsync() => await ModeAsync(RecordingMode.Events);

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Equal(_leases, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task Without_an_event_nothing_is_written_and_the_ledger_says_that_nothing_was_owed()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(40));

        Assert.Empty(_rig.Segments);
        Assert.Null(_rig.State.Open);
        Assert.Equal(GapCause.NoEvent, _rig.State.CurrentGap!.Cause);
        Assert.False(_rig.State.CurrentGap.Cause.IsOwed());
        Assert.Equal(0, _rig.Space.Used);
    }

    [Fact]
    public async Task An_event_is_recorded_with_what_was_before_and_after_from_a_key_picture()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(20.4));
        var at = _rig.Time.GetUtcNow();
        Raise(at, 5, 10);
        await _rig.RoundAsync();

        // What was before is on its way at once: a crash now costs no more of it than of any other footage.
        Assert.True(_rig.State.Open!.End > at - TimeSpan.FromSeconds(1.2));
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));

        var (first, last) = (_rig.Segments[0], _rig.Segments[^1]);
        Assert.Equal(start.AddSeconds(15), first.Start);
        Assert.Equal(start.AddSeconds(31), last.End);
        Assert.All(_rig.Segments.Zip(_rig.Segments.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(
            [(GapCause.NoEvent, start, (DateTimeOffset?)first.Start), (GapCause.NoEvent, last.End, null)],
            _rig.Gaps.Where(gap => gap.Cause != GapCause.Starting).Select(gap => (gap.Cause, gap.Start, gap.End)));
        foreach (var segment in _rig.Segments)
        {
            Assert.Equal(segment.Bytes, new FileInfo(_rig.Volume.Resolve(segment)).Length);
        }
    }

    [Fact]
    public async Task An_event_that_goes_on_and_one_that_overlaps_extend_the_recording_without_a_seam()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));
        var motion = Raise(_rig.Time.GetUtcNow(), 5, 10);
        await _rig.RecordAsync(TimeSpan.FromSeconds(8));
        _rig.Events.Want(_rig.Camera.Id, motion, start.AddSeconds(5), start.AddSeconds(40), _rig.Time.GetUtcNow());
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));
        Raise(_rig.Time.GetUtcNow(), 5, 10);
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((start.AddSeconds(5), start.AddSeconds(48)), (_rig.Segments[0].Start, _rig.Segments[^1].End));
        Assert.Equal(43, _rig.Segments.Sum(segment => segment.Duration.TotalSeconds), 3);
    }

    [Fact]
    public async Task A_second_event_right_after_the_first_writes_no_picture_twice_and_misses_none()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));
        Raise(start.AddSeconds(10), 5, 3);
        await _rig.RecordAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(GapCause.NoEvent, _rig.State.CurrentGap!.Cause);
        Raise(start.AddSeconds(16), 5, 3);
        await _rig.RecordAsync(TimeSpan.FromSeconds(8));

        Assert.Equal((start.AddSeconds(5), start.AddSeconds(19)), (_rig.Segments[0].Start, _rig.Segments[^1].End));
        Assert.All(_rig.Segments.Zip(_rig.Segments.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Single(_rig.Gaps, gap => gap is { Cause: GapCause.NoEvent, End: not null });
    }

    [Fact]
    public async Task What_came_right_before_the_camera_was_lost_is_written_when_its_event_is_heard_of_afterwards()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));
        _rig.Camera.Lose(FeedBreakCause.Closed, TimeSpan.FromSeconds(2));
        await _rig.RoundAsync();
        Raise(start.AddSeconds(19.5), 5, 10);
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((start.AddSeconds(14), start.AddSeconds(20)), (_rig.Segments[0].Start, _rig.Segments[0].End));
        var lost = _rig.Gaps.Single(gap => gap.Cause == GapCause.CameraClosed);
        Assert.Equal((start.AddSeconds(20), start.AddSeconds(22)), (lost.Start, lost.End!.Value));
        Assert.Equal(start.AddSeconds(30), _rig.Segments[^1].End);
    }

    [Fact]
    public async Task A_camera_that_is_lost_while_nothing_happens_leaves_a_gap_that_was_owed()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));
        _rig.Camera.Lose(FeedBreakCause.Unreachable, TimeSpan.FromSeconds(30));
        await _rig.RoundAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));

        Assert.Empty(_rig.Segments);
        Assert.Equal(
            [(GapCause.NoEvent, start, start.AddSeconds(10)), (GapCause.CameraUnreachable, start.AddSeconds(10), start.AddSeconds(40))],
            _rig.Gaps.Where(gap => gap is { Cause: not GapCause.Starting, End: not null }).Select(gap => (gap.Cause, gap.Start, gap.End!.Value)));
        Assert.Equal((GapCause.NoEvent, start.AddSeconds(40)), (_rig.State.CurrentGap!.Cause, _rig.State.CurrentGap.Start));
    }

    [Fact]
    public async Task The_mode_is_switched_both_ways_without_losing_a_second()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));
        await ModeAsync(RecordingMode.Continuous);
        await _rig.RecordAsync(TimeSpan.FromSeconds(20.2));

        // From the oldest picture that was still held: more than was promised, never less.
        Assert.True(_rig.Segments[0].Start <= start.AddSeconds(5));
        Assert.Null(_rig.State.CurrentGap);
        await ModeAsync(RecordingMode.Events);
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(start.AddSeconds(31), _rig.Segments[^1].End);
        Assert.All(_rig.Segments.Zip(_rig.Segments.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal((GapCause.NoEvent, start.AddSeconds(31)), (_rig.State.CurrentGap!.Cause, _rig.State.CurrentGap.Start));
    }

    [Fact]
    public async Task Thirty_seconds_are_written_although_the_disk_takes_only_some_at_once()
    {
        await ModeAsync(RecordingMode.Events, 30);
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(60));
        Raise(start.AddSeconds(60), 30, 5);
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((start.AddSeconds(30), start.AddSeconds(65)), (_rig.Segments[0].Start, _rig.Segments[^1].End));
        Assert.DoesNotContain(_rig.Gaps, gap => gap.Cause is not (GapCause.NoEvent or GapCause.Starting));
    }

    [Fact]
    public async Task What_is_held_back_is_bounded_in_time_and_in_memory()
    {
        var before = AccessUnit.Outstanding;
        await ModeAsync(RecordingMode.Events, 2);
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(30));

        // Two seconds wanted, three of patience, the group that grows, and the feed's own ring.
        Assert.InRange(AccessUnit.Outstanding - before, 100, 25 * 10);

        await ModeAsync(RecordingMode.Events, 30);
        _rig.Camera.PictureBytes = 100_000;
        await _rig.RecordAsync(TimeSpan.FromSeconds(30));
        Assert.True((AccessUnit.Outstanding - before) * 100_000L < PreRoll.MostBytes + (8 << 20));
        Assert.Empty(_rig.Segments);
    }

    [Fact]
    public async Task After_a_crash_the_time_nobody_watched_is_told_apart_from_the_time_nothing_happened()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));
        _rig.Rules.Pulse.Beat(_rig.Time.GetUtcNow());
        await _rig.CrashAndRestartAsync(() => _rig.Time.Advance(TimeSpan.FromSeconds(100)));
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(
            [
                (GapCause.NoEvent, start, start.AddSeconds(10)),
                (GapCause.NodeDown, start.AddSeconds(10), (DateTimeOffset?)start.AddSeconds(110)),
                (GapCause.NoEvent, start.AddSeconds(110), null),
            ],
            _rig.Gaps.Where(gap => gap.Cause != GapCause.Starting).Select(gap => (gap.Cause, gap.Start, gap.End)));
    }

    [Fact]
    public async Task Switched_off_in_the_middle_of_an_event_all_of_it_is_written_first()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(10));
        Raise(start.AddSeconds(10), 5, 60);
        _rig.Recorder.Stop(GapCause.SwitchedOff, "Switched off by Ana.", _rig.Time.GetUtcNow());
        await _rig.SettleAsync();

        Assert.Equal((start.AddSeconds(5), start.AddSeconds(10)), (Assert.Single(_rig.Segments).Start, _rig.Segments[0].End));
        Assert.Equal(GapCause.SwitchedOff, _rig.State.CurrentGap!.Cause);
    }

    private Guid Raise(DateTimeOffset at, double before, double after)
    {
        var occasion = Guid.CreateVersion7();
        _rig.Events.Want(_rig.Camera.Id, occasion, at.AddSeconds(-before), at.AddSeconds(after), _rig.Time.GetUtcNow());
        return occasion;
    }

    private Task ModeAsync(RecordingMode mode, int preRoll = 5) => _rig.Policies.ReplaceAsync(
        _rig.Camera.Id,
        new CameraPolicy { Mode = mode, PreRollSeconds = preRoll, PostRollSeconds = 10 },
        TestContext.Current.CancellationToken);
}
