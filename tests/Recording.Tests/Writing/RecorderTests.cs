using System.Security.Cryptography;
using Vedette.Contracts.Recording;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

public sealed class RecorderTests : IAsyncLifetime
{
    private readonly int _leases = AccessUnit.Outstanding;
    private readonly WritingRig _rig = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Equal(_leases, AccessUnit.Outstanding);
    }

    [Fact]
    [Trait("Req", "O-15")]
    [Trait("Req", "O-17")]
    public async Task A_stream_becomes_files_of_ten_seconds_named_by_camera_start_and_sequence()
    {
        var start = _rig.Time.GetUtcNow();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(32));

        Assert.Equal([1L, 2L, 3L], _rig.Segments.Select(segment => segment.Sequence));
        Assert.All(_rig.Segments, segment => Assert.Equal(10, segment.Duration.TotalSeconds, 3));
        Assert.Equal(
            $"segments/{_rig.Camera.Id}/2026-11-21/10/20261121T100010.000Z-00000002.mp4", _rig.Segments[1].Path);
        Assert.All(_rig.Segments, segment => Assert.Equal(segment.Bytes, new FileInfo(_rig.Volume.Resolve(segment)).Length));
        Assert.Equal(start, _rig.Segments[0].Start);
    }

    [Fact]
    public async Task Every_segment_is_hashed_and_linked_to_the_one_before()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(22));

        var (first, second) = (_rig.Segments[0], _rig.Segments[1]);
        Assert.Equal(SHA256.HashData(await ReadAsync(first)), first.Sha256);
        Assert.Equal(SHA256.HashData(await ReadAsync(second)), second.Sha256);
        Assert.Equal(SHA256.HashData(first.Sha256), first.ChainHash);
        Assert.Equal(SHA256.HashData([.. first.ChainHash, .. second.Sha256]), second.ChainHash);
    }

    [Fact]
    public async Task What_was_sent_more_than_a_fragment_ago_is_on_the_disk()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(7.4));

        Assert.True(_rig.Time.GetUtcNow() - _rig.State.Open!.End <= TimeSpan.FromSeconds(1) + FakeCamera.Interval);
        Assert.Equal(_rig.State.Open.Bytes, new FileInfo(_rig.Volume.Resolve(_rig.State.Open)).Length);
    }

    [Fact]
    public async Task The_settings_are_obeyed_from_the_next_picture_on()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        await _rig.Settings.ReplaceAsync(
            new RecordingSettings { SegmentSeconds = 2, FragmentMilliseconds = 200 }, TestContext.Current.CancellationToken);
        await _rig.RecordAsync(TimeSpan.FromSeconds(4.1));

        Assert.Equal([3d, 2d, 2d], _rig.Segments.Select(segment => segment.Duration.TotalSeconds));
    }

    [Fact]
    public async Task Pictures_presented_in_another_order_than_decoded_leave_no_gap()
    {
        _rig.Camera.Reorders = true;
        _rig.Camera.PicturesPerKey = 50;
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(32));

        Assert.DoesNotContain(_rig.Gaps, gap => gap.Cause != GapCause.Starting);
        Assert.All(_rig.Segments.Zip(_rig.Segments.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public async Task A_group_of_pictures_longer_than_a_segment_is_not_torn_apart()
    {
        _rig.Camera.PicturesPerKey = 25 * 25;
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(25, Assert.Single(_rig.Segments).Duration.TotalSeconds, 3);
    }

    [Fact]
    [Trait("Req", "O-18")]
    public async Task A_lost_camera_closes_its_segment_and_leaves_a_gap_with_the_cause()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(4));
        var lost = _rig.Time.GetUtcNow();
        _rig.Camera.Lose(FeedBreakCause.Closed, TimeSpan.FromSeconds(5));
        await _rig.RoundAsync();

        Assert.Equal(GapCause.CameraClosed, _rig.State.CurrentGap!.Cause);
        Assert.Null(_rig.State.Open);

        await _rig.RecordAsync(TimeSpan.FromSeconds(2));

        var gap = _rig.Gaps[^1];
        Assert.Equal((lost, lost.AddSeconds(5)), (gap.Start, gap.End!.Value));
        Assert.Equal(2, _rig.State.Open!.Sequence);
        Assert.NotEqual(_rig.Segments[0].RunId, _rig.State.Open.RunId);
        Assert.Null(_rig.State.CurrentGap);
    }

    [Fact]
    [Trait("Req", "O-14")]
    [Trait("Req", "O-16")]
    public async Task Switched_off_the_last_shorter_file_is_complete_and_the_time_off_is_a_gap_with_the_name_of_who_did_it()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        _rig.Recorder.Stop(GapCause.SwitchedOff, "Switched off by Ana.", _rig.Time.GetUtcNow());
        await _rig.SettleAsync();
        var off = _rig.Time.GetUtcNow();

        Assert.Equal(3, Assert.Single(_rig.Segments).Duration.TotalSeconds, 3);
        Assert.Equal((GapCause.SwitchedOff, "Switched off by Ana.", off), (_rig.State.CurrentGap!.Cause, _rig.State.CurrentGap.Detail, _rig.State.CurrentGap.Start));

        _rig.Time.Advance(TimeSpan.FromSeconds(60));
        _rig.Camera.Reconnect();
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(off.AddSeconds(60), _rig.Gaps.Single(gap => gap.Cause == GapCause.SwitchedOff).End);
        Assert.Null(_rig.State.CurrentGap);
    }

    [Fact]
    [Trait("Req", "O-5")]
    public async Task Switching_on_what_is_on_changes_nothing()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(2));
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(2));

        Assert.Empty(_rig.Segments);
        Assert.Equal(1, _rig.State.Open!.Sequence);
    }

    [Fact]
    public async Task New_parameters_of_the_camera_start_a_new_file_on_the_same_connection()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        _rig.Camera.Format = FakeCamera.FormatOf(1280, 720);
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(640, Assert.Single(_rig.Segments).Width);
        Assert.Equal(1280, _rig.State.Open!.Width);
        Assert.Equal(_rig.Segments[0].RunId, _rig.State.Open.RunId);
        Assert.Empty(_rig.Gaps);
    }

    [Fact]
    public async Task A_pause_of_the_pictures_is_a_gap_although_the_file_goes_on()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(2.4));
        var paused = _rig.Time.GetUtcNow();
        _rig.Time.Advance(TimeSpan.FromSeconds(3));
        await _rig.RecordAsync(TimeSpan.FromSeconds(2));

        var gap = Assert.Single(_rig.Gaps);
        Assert.Equal((GapCause.CameraStalled, paused, paused.AddSeconds(3)), (gap.Cause, gap.Start, gap.End!.Value));
    }

    [Fact]
    public async Task Pictures_nobody_can_start_on_are_a_gap_that_says_so()
    {
        _rig.Camera.PicturesPerKey = int.MaxValue;
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(1));
        _rig.Camera.Hub.Publish(new FeedBreak(FeedBreakCause.Closed, "closed", _rig.Time.GetUtcNow()));
        await _rig.RecordAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(GapCause.NoKeyFrame, _rig.State.CurrentGap!.Cause);
    }

    [Fact]
    public async Task A_disk_that_hangs_costs_bounded_memory_and_a_gap_and_nothing_else()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        using var hang = new ManualResetEventSlim();
        _rig.Lane.Post(_ => hang.Wait(TestContext.Current.CancellationToken));
        for (var i = 0; i < 300; i++)
        {
            _rig.Camera.Send(TimeSpan.FromMilliseconds(200));
            _rig.Recorder.Round(_rig.Time.GetUtcNow());
        }

        Assert.InRange(_rig.Lane.Waiting, 1, DiskLaneLimit);
        hang.Set();
        await _rig.SettleAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));

        var gap = Assert.Single(_rig.Gaps);
        Assert.Equal(GapCause.DiskSlow, gap.Cause);
        Assert.True(gap.End - gap.Start > TimeSpan.FromSeconds(40));
        Assert.Null(_rig.State.CurrentGap);
    }

    [Fact]
    public async Task What_was_overtaken_before_the_first_picture_is_accounted_for_once()
    {
        await _rig.WantAsync();
        _rig.Camera.Send(TimeSpan.FromSeconds(30));
        await _rig.RecordAsync(TimeSpan.FromSeconds(12));

        var first = _rig.Segments[0];
        Assert.NotEmpty(_rig.Gaps);
        Assert.All(_rig.Gaps, gap => Assert.True(gap.End <= first.Start, $"{gap.Cause} ends at {gap.End:O}, footage starts at {first.Start:O}"));
    }

    [Fact]
    public async Task A_volume_at_its_limit_makes_a_gap_and_goes_on_when_there_is_room()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        await SetBudgetAsync(_rig.Space.Used + 10_000);
        await _rig.RecordAsync(TimeSpan.FromSeconds(4));

        Assert.Equal(GapCause.DiskFull, _rig.State.CurrentGap!.Cause);
        Assert.Equal(_rig.State.CurrentGap.Start, _rig.Segments[^1].End);

        await SetBudgetAsync(1 << 30);
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));

        Assert.Null(_rig.State.CurrentGap);
        Assert.All(_rig.Segments, segment => Assert.Equal(segment.Bytes, new FileInfo(_rig.Volume.Resolve(segment)).Length));
    }

    // The round that fills the lane may end a segment too.
    private const int DiskLaneLimit = Recording.Writing.DiskLane.MaxFragments + 1;

    private Task SetBudgetAsync(long bytes) =>
        _rig.Settings.ReplaceAsync(_rig.Settings.Current with { BudgetBytes = bytes }, TestContext.Current.CancellationToken);

    private Task<byte[]> ReadAsync(Segment segment) =>
        File.ReadAllBytesAsync(_rig.Volume.Resolve(segment), TestContext.Current.CancellationToken);
}
