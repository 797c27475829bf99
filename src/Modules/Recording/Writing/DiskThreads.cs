using Microsoft.Extensions.Logging;
using Vedette.Recording.Disks;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>The disk threads of every volume. A volume that was opened anew gets new ones; the old end when they come back.</summary>
/// <remarks>Belongs here: which thread. Does not: what runs on it. Used by the recording loop only.</remarks>
internal sealed class DiskThreads(int perVolume, Func<TimeSpan> interval, ILogger logger)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<AttachedVolume, (VolumeCommit? Commit, DiskThread[] Threads)> _threads = [];
    private readonly DiskThread _nowhere = new("vedette-disk-none", null, null, () => TimeSpan.Zero, logger);
    private readonly List<Task> _ending = [];
    private int _next;

    /// <summary>A thread for one more camera of the volume, or for a camera without one.</summary>
    public DiskThread Of(AttachedVolume? volume)
    {
        if (volume is null)
        {
            return _nowhere;
        }

        if (!_threads.TryGetValue(volume, out var known) || known.Commit != volume.Commit)
        {
            Retire(volume);
            var commit = volume.Commit;
            known = (commit, [.. Enumerable.Range(0, perVolume).Select(number =>
                new DiskThread($"vedette-disk-{volume.Entry.Name}-{number}", commit, volume.NewClock(), interval, logger))]);
            _threads.Add(volume, known);
        }

        return known.Threads[_next++ % known.Threads.Length];
    }

    /// <summary>Whether a camera that was given a thread of the volume may go on there: not after it was opened anew.</summary>
    public bool AreCurrent(AttachedVolume volume) => _threads.TryGetValue(volume, out var known) && known.Commit == volume.Commit;

    /// <summary>Lets the threads of a volume end, when no camera uses them any more.</summary>
    public void Retire(AttachedVolume volume)
    {
        if (_threads.Remove(volume, out var known))
        {
            _ = _ending.RemoveAll(task => task.IsCompleted);
            _ending.AddRange(known.Threads.Select(thread => thread.DrainAsync()));
        }
    }

    /// <summary>Ends all threads; one that is stuck in its device is not waited for for ever.</summary>
    public async Task DrainAsync(TimeProvider time, CancellationToken cancellation)
    {
        foreach (var volume in _threads.Keys.ToList())
        {
            Retire(volume);
        }

        _ending.Add(_nowhere.DrainAsync());
        try
        {
            await Task.WhenAll(_ending).WaitAsync(DrainLimit, time, cancellation);
        }
        catch (TimeoutException stuck)
        {
            RecordingLog.VolumeNotDrained(logger, stuck);
        }
    }
}
