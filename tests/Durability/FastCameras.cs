using System.Collections.Concurrent;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;

namespace Vedette.Durability;

/// <summary>Cameras made of nothing that send as fast as the clock runs: 25 pictures a second, and now and then are gone for a while.</summary>
internal sealed class FastCameras(TimeProvider time, int seed) : IStreamDirectory, IAsyncDisposable
{
    private const int ClockRate = 90_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    private readonly ConcurrentDictionary<CameraId, StreamHub> _hubs = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From now on they send.</summary>
    public void Go() => _go.TrySetResult();

    public ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation) =>
        new(_hubs.GetOrAdd(camera, Start).OpenCursor());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var hub in _hubs.Values)
        {
            hub.End();
        }

        _end.Dispose();
    }

    private StreamHub Start(CameraId camera)
    {
        var hub = new StreamHub(HubLimits.Default);
        _ = Task.Run(() => SendAsync(hub, new Random(HashCode.Combine(seed, camera))));
        return hub;
    }

    private async Task SendAsync(StreamHub hub, Random random)
    {
        await _go.Task;
        while (!_end.IsCancellationRequested)
        {
            var run = new Run(Guid.CreateVersion7(), time.GetUtcNow());
            var pictures = random.Next(50, 2000);
            for (long picture = 0; picture < pictures; picture++)
            {
                var at = run.StartedAt + (picture * Interval);
                while (at > time.GetUtcNow())
                {
                    await Task.Delay(5);
                }

                hub.Publish(Picture(run, picture, at, random));
            }

            hub.Publish(new FeedBreak(FeedBreakCause.Unreachable, "The camera is gone.", time.GetUtcNow()));
            await Task.Delay(random.Next(5, 60));
        }
    }

    private static AccessUnit Picture(Run run, long picture, DateTimeOffset at, Random random)
    {
        var bytes = new byte[random.Next(500, 5000)];
        random.NextBytes(bytes);
        return AccessUnit.Copy(
            new UnitHeader
            {
                Track = StreamFormat.VideoTrack,
                IsKey = picture % 25 == 0,
                DecodeTicks = picture * ClockRate / 25,
                WallTime = at,
                Format = Format,
                Run = run,
            },
            bytes);
    }

    private static StreamFormat Format { get; } = new(new TrackFormat
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = ClockRate,
        // Version 1, High profile, level 3.0, 4-byte lengths, one SPS and one PPS of no meaning to us.
        Configuration = new byte[] { 1, 0x64, 0, 0x1E, 0xFF, 0xE1, 0, 4, 0x67, 0x64, 0, 0x1E, 1, 0, 2, 0x68, 0xEE },
        CodecString = "avc1.64001e",
        Width = 640,
        Height = 360,
    });
}
