using Vedette.Recording.Volumes;

namespace Vedette.Recording.Scrubbing;

/// <summary>Keeps the scrubber out of everybody's way: so many bytes a second on average, and none while a disk is busy.</summary>
internal sealed class ScrubPace(long bytesPerSecond, AttachedVolumes volumes, TimeProvider time)
{
    // A flush that takes longer than this already makes recording wait.
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _since = time.GetTimestamp();
    private long _bytes;

    /// <summary>Waits until the bytes just read are paid for.</summary>
    public async Task PayAsync(long bytes, CancellationToken cancellation)
    {
        while (volumes.All.Any(volume => volume.LongestCall > Busy))
        {
            await Task.Delay(Pause, time, cancellation);
        }

        _bytes += bytes;
        var due = TimeSpan.FromSeconds(_bytes / (double)bytesPerSecond);
        if (due > time.GetElapsedTime(_since) + Pause)
        {
            await Task.Delay(due - time.GetElapsedTime(_since), time, cancellation);
            (_since, _bytes) = (time.GetTimestamp(), 0);
        }
    }
}
