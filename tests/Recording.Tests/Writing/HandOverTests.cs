using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Contracts.Recording;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

public sealed class HandOverTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly HangingDisk _disk = new();
    private readonly TemporaryFolder _folder = new();
    private readonly WritingRig _rig;
    private readonly AttachedVolume _spare;
    private readonly DiskThread _spareThread;

    public HandOverTests()
    {
        _rig = new WritingRig(disk: _disk);
        var volume = Volume.Open(_folder.Path);
        var space = new VolumeSpace(volume, _rig.Settings, _ => new FreeSpace(1L << 40, 1L << 40));
        space.Refresh();
        _spare = new AttachedVolume(new VolumeEntry { Id = volume.Id, Name = "spare", Path = volume.Root }, space, _rig.Time, VolumeState.Online);
        _spare.Opened(FileIdentity.Of(Path.Combine(volume.Root, VolumeIdentity.FileName)), new VolumeCommit(_disk, volume.Root, _rig.Meters.Committed));
        _spareThread = new DiskThread("spare-disk", _spare.Commit, clock: null, () => TimeSpan.Zero, NullLogger.Instance);
    }

    [Fact]
    public async Task A_thread_stuck_in_its_disk_keeps_neither_the_camera_nor_what_was_confirmed()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        var open = _rig.State.Open!;
        var file = _rig.Volume.Resolve(open);

        _disk.Hang();
        _rig.Camera.Send(TimeSpan.FromSeconds(1.2));
        _rig.Recorder.Round(_rig.Time.GetUtcNow());
        await _disk.StuckAsync(Stop);
        var stuck = _rig.Thread;
        _rig.Recorder.Flee(_spare, _spareThread, _rig.Context, new DiskTrouble(GapCause.DiskSlow, "It does not answer."));

        Assert.Equal(open.End, _rig.State.CurrentGap!.Start);
        Assert.Equal(GapCause.DiskSlow, _rig.State.CurrentGap.Cause);
        await _rig.RecordAsync(TimeSpan.FromSeconds(13));

        var (closed, next) = (_rig.Segments[0], _rig.Segments[1]);
        Assert.Equal((open.Sequence, open.Bytes, _rig.Volume.Id), (closed.Sequence, closed.Bytes, closed.VolumeId));
        Assert.Equal((open.Sequence + 1, _spare.Id), (next.Sequence, next.VolumeId));
        Assert.Equal(SegmentFacts.Chain(closed.ChainHash, next.Sha256), next.ChainHash);
        Assert.Equal(GapCause.DiskSlow, Assert.Single(_rig.Gaps, gap => gap.Cause != GapCause.Starting).Cause);
        Assert.All(_rig.Gaps, gap => Assert.NotNull(gap.End));
        Assert.True(new FileInfo(file).Length > closed.Bytes);

        // A restart now finds the note beside what relies on it.
        var notes = new TailNotes(_disk);
        notes.Read(_spare.Volume);
        Assert.True(notes.IsPending(_rig.Volume.Id));

        _disk.GoOn();
        await stuck.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(closed.Bytes, new FileInfo(file).Length);
        Assert.Equal(0, notes.Cut(_rig.Volume));
        Assert.Equal(Convert.ToHexString(closed.Sha256), Convert.ToHexString(Read(closed).Sha256));
    }

    [Fact]
    public async Task What_a_stuck_thread_left_is_cut_when_its_volume_is_opened_again()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        _disk.Hang();
        _rig.Camera.Send(TimeSpan.FromSeconds(1.2));
        _rig.Recorder.Round(_rig.Time.GetUtcNow());
        await _disk.StuckAsync(Stop);
        _rig.Recorder.Flee(_spare, _spareThread, _rig.Context, new DiskTrouble(GapCause.DiskSlow, "It does not answer."));
        await _rig.RecordAsync(TimeSpan.FromSeconds(5));
        var closed = _rig.Segments[0];

        // The process ends while the thread is still stuck: only the note knows.
        var notes = new TailNotes(_disk);
        notes.Read(_spare.Volume);
        Assert.True(notes.Cut(_rig.Volume) > 0);

        Assert.Equal(Convert.ToHexString(closed.Sha256), Convert.ToHexString(Read(closed).Sha256));
        Assert.False(notes.IsPending(_rig.Volume.Id));
        _disk.GoOn();
    }

    [Fact]
    public async Task A_camera_moved_for_balance_misses_nothing()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(3));
        _rig.Recorder.Move(_spare, _spareThread, _rig.Context);
        await _rig.RecordAsync(TimeSpan.FromSeconds(25));

        Assert.Equal(_spare, _rig.Recorder.Home);
        var (before, after) = (_rig.Segments[0], _rig.Segments[1]);
        Assert.Equal((_rig.Volume.Id, _spare.Id), (before.VolumeId, after.VolumeId));
        Assert.Equal(before.Sequence + 1, after.Sequence);
        Assert.Equal(SegmentFacts.Chain(before.ChainHash, after.Sha256), after.ChainHash);
        Assert.DoesNotContain(_rig.Gaps, gap => gap.Cause != GapCause.Starting);
        Assert.Null(_rig.State.CurrentGap);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _disk.GoOn();
        await _rig.DisposeAsync();
        await _spareThread.DrainAsync();
        _spare.Closed();
        _disk.Dispose();
        _folder.Dispose();
    }

    private Segment Read(Segment segment)
    {
        using var file = File.OpenHandle(_rig.Volume.Resolve(segment), share: FileShare.ReadWrite | FileShare.Delete);
        return SegmentFacts.Read(_rig.Volume, new SegmentName(segment.CameraId, segment.Start, segment.Sequence), file)!;
    }
}
