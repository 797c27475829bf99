using Vedette.Media.Mp4;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Recording.Disks;
using Vedette.Recording.Tests.Rig;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Costs;

/// <summary>
/// A camera's whole way, from a real socket to a real file, in steps of a clock that only moves when told to: sockets are read by the
/// pacer, pictures collected by the recorder, both on the thread that moves the clock; the disk thread has its own.
/// </summary>
internal sealed class WholeWay : IAsyncDisposable
{
    // As the recording loop does: a round every 200 ms.
    private const int PicturesPerRound = 5;

    private readonly WireCamera _camera;
    private readonly ManualTime _pace;
    private Task _pumping = Task.CompletedTask;
    private RtspSession? _session;

    public WholeWay(bool isDatagram = false, bool hasSound = false)
    {
        _camera = new WireCamera(isDatagram, hasSound);
        Rig = new WritingRig(disk: Disk);
        _pace = new ManualTime(Rig.Time.GetUtcNow());
    }

    public CountingDisk Disk { get; } = new();

    public WritingRig Rig { get; }

    /// <summary>Fragments that lie in the files.</summary>
    public int FragmentsOnDisk => Directory.EnumerateFiles(Rig.Root, "*.mp4", SearchOption.AllDirectories).Sum(Count);

    private long Missing => _camera.Packets - _session!.Counters.Packets;

    /// <summary>Connects, and records for so long that everything that is used again is there.</summary>
    public async Task StartAsync(int warmUpPictures)
    {
        var opening = RtspSession.OpenAsync(_camera.Endpoint, new SourceTimeouts(), _pace, TestContext.Current.CancellationToken);
        await WaitAsync(opening);
        _session = await opening;
        await Rig.WantAsync();
        _pumping = _session.PumpAsync(Rig.Camera.Hub, CancellationToken.None);
        _ = Record(warmUpPictures);
    }

    /// <summary>Records that many pictures, a multiple of five, and says what it took.</summary>
    public Cost Record(int pictures)
    {
        var (sent, lost, writes, files) = (_camera.Pictures, Missing, Disk.Writes, Disk.Creations);
        var (reading, collecting, sending, writing) = (0L, 0L, 0L, AllocatedByWriter());
        for (var picture = 1; picture <= pictures; picture++)
        {
            _camera.Send();
            Rig.Time.Advance(WireCamera.Interval);
            reading += Allocated(() => _pace.Advance(WireCamera.Interval));
            if (picture % PicturesPerRound != 0)
            {
                continue;
            }

            var writesBefore = Disk.Writes;
            var bytes = Allocated(() => Rig.Recorder.Round(Rig.Time.GetUtcNow()));
            _ = AllocatedByWriter();
            (collecting, sending) = Disk.Writes == writesBefore ? (collecting + bytes, sending) : (collecting, sending + bytes);
        }

        var segments = Disk.Creations - files;
        return new Cost(
            _camera.Pictures - sent, Missing - lost, Disk.Writes - writes - segments, segments,
            reading, collecting, sending, AllocatedByWriter() - writing);
    }

    public async ValueTask DisposeAsync()
    {
        await _camera.DisposeAsync();
        _pace.Advance(WireCamera.Interval);     // finds the connection closed
        _ = await Xunit.Record.ExceptionAsync(() => _pumping);
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        await Rig.DisposeAsync();
    }

    private static int Count(string path)
    {
        using var file = LocalDisk.Instance.Open(path);
        return new SegmentReader(file).ReadFragments().Count;
    }

    private static long Allocated(Action step)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        step();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>What the disk thread has allocated since it was started, once it has done all that was posted.</summary>
    private long AllocatedByWriter()
    {
        using var done = new ManualResetEventSlim();
        long allocated = 0;
        Rig.Lane.Post(_ =>
        {
            allocated = GC.GetAllocatedBytesForCurrentThread();
            done.Set();
        });
        Assert.True(done.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        return allocated;
    }

    /// <summary>Moves the clock until that is done; the camera sends meanwhile once it was told to.</summary>
    private async Task WaitAsync(Task done)
    {
        for (var step = 0; !done.IsCompleted; step++)
        {
            Assert.True(step < 2000, "The camera could not be opened.");
            if (_camera.IsPlaying && step % 8 == 0)
            {
                _camera.Send();
            }

            Rig.Time.Advance(TimeSpan.FromMilliseconds(5));
            _pace.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(1);
        }
    }
}
