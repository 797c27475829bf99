using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Costs;

/// <summary>However many cameras there are, a tick of the clock costs the volume one flush, and each fragment one write.</summary>
public sealed class FlushTests : IAsyncDisposable
{
    private readonly CountingDisk _disk = new();
    private readonly WritingRig _rig;
    private readonly DiskThread _thread;
    private readonly List<(FakeCamera Camera, FakeTime Time, DiskLane Lane, CameraRecorder Recorder)> _cameras = [];
    private TimeSpan _interval = TimeSpan.Zero;

    public FlushTests()
    {
        _rig = new WritingRig(disk: _disk);
        _thread = new DiskThread("counted-disk", _rig.Lane.Writer.Volume!.Commit, clock: null, () => _interval, NullLogger.Instance);
    }

    [Theory]
    [InlineData(1, 1, 0)]   // a file or two are flushed by themselves: that waits for nobody else's writes
    [InlineData(3, 0, 1)]
    [InlineData(100, 0, 1)]
    public async Task A_tick_costs_one_flush_for_any_number_of_cameras(int cameras, int flushes, int volumeFlushes)
    {
        for (var number = 0; number < cameras; number++)
        {
            Add();
        }

        for (var part = 0; part < 5; part++)
        {
            Record();
            WaitUntilDurable();
        }

        // The next tick does not come by itself: what is written now waits for it.
        _interval = TimeSpan.FromDays(10_000);
        var (writes, before) = (_disk.Writes, (_disk.Flushes, _disk.VolumeFlushes));
        Record();
        Assert.Equal(before, (_disk.Flushes, _disk.VolumeFlushes));

        await _thread.DrainAsync();     // is a tick

        Assert.Equal((flushes, volumeFlushes), (_disk.Flushes - before.Flushes, _disk.VolumeFlushes - before.VolumeFlushes));
        Assert.Equal(cameras, _disk.Writes - writes);
    }

    public async ValueTask DisposeAsync()
    {
        await _thread.DrainAsync();
        foreach (var (camera, _, lane, recorder) in _cameras)
        {
            recorder.Dispose();
            lane.Writer.Discard();
            camera.End();
        }

        await _rig.DisposeAsync();
    }

    private void Add()
    {
        var time = new FakeTime();
        var camera = new FakeCamera(time);
        var lane = new DiskLane(_thread, new FootageWriter(camera.Id, _rig.Context, _rig.Lane.Writer.Volume));
        var recorder = new CameraRecorder(camera.Id, camera, lane, _rig.Rules, time, NullLogger.Instance);
        recorder.Want(time.GetUtcNow());
        _cameras.Add((camera, time, lane, recorder));
    }

    /// <summary>Lets every camera send as much as a fragment holds, and collects it.</summary>
    private void Record()
    {
        foreach (var (camera, time, _, recorder) in _cameras)
        {
            camera.Send(TimeSpan.FromMilliseconds(600));
            recorder.Round(time.GetUtcNow());
        }
    }

    private void WaitUntilDurable()
    {
        using var written = new CountdownEvent(_cameras.Count);
        _cameras.ForEach(camera => camera.Lane.Post(_ => written.Signal()));
        Assert.True(written.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.True(SpinWait.SpinUntil(() => !_cameras.Exists(camera => camera.Lane.Writer.NeedsCommit), TimeSpan.FromSeconds(60)));
    }
}
