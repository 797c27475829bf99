using System.Collections.Concurrent;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;

namespace Vedette.Recording.Tests.Rig;

/// <summary>Cameras that send pictures by the real clock, for tests that run the whole module.</summary>
internal sealed class LiveCameras : IStreamDirectory, IAsyncDisposable
{
    private readonly ConcurrentDictionary<CameraId, StreamHub> _hubs = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _senders = [];
    private readonly Lock _gate = new();
    private volatile bool _silent;

    public int PictureBytes { get; set; } = 400;

    public ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation) =>
        new(_hubs.GetOrAdd(camera, Start).OpenCursor());

    /// <summary>The cameras send nothing more, and this one's connection is lost.</summary>
    public void Silence(CameraId camera, FeedBreakCause cause)
    {
        _silent = true;
        _hubs[camera].Publish(new FeedBreak(cause, "The camera is gone.", DateTimeOffset.UtcNow));
    }

    /// <summary>The camera is gone for half a second.</summary>
    public async Task LoseAsync(CameraId camera, FeedBreakCause cause)
    {
        Silence(camera, cause);
        await Task.Delay(500);
        _silent = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_senders);
        foreach (var hub in _hubs.Values)
        {
            hub.End();
            hub.Clear();
        }

        _end.Dispose();
    }

    private StreamHub Start(CameraId camera)
    {
        var hub = new StreamHub(HubLimits.Default);
        lock (_gate)
        {
            _senders.Add(Task.Run(() => SendAsync(hub)));
        }

        return hub;
    }

    /// <summary>25 pictures a second, a key picture every 200 ms so that short segments are cut where they should.</summary>
    private async Task SendAsync(StreamHub hub)
    {
        var run = new Run(Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var format = FakeCamera.FormatOf(320, 240);
        using var timer = new PeriodicTimer(FakeCamera.Interval);
        for (long picture = 0; !_end.IsCancellationRequested; picture++)
        {
            if (_silent)
            {
                await Task.Delay(FakeCamera.Interval);
                continue;
            }

            var bytes = new byte[PictureBytes];
            bytes[0] = (byte)picture;
            hub.Publish(AccessUnit.Copy(
                new UnitHeader
                {
                    Track = StreamFormat.VideoTrack,
                    IsKey = picture % 5 == 0,
                    DecodeTicks = picture * FakeCamera.ClockRate / 25,
                    WallTime = run.StartedAt + (picture * FakeCamera.Interval),
                    Format = format,
                    Run = run,
                },
                bytes));
            _ = await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
