using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Retention;

/// <summary>Keeps one volume within its budget and its reserve: the oldest footage goes before new footage would not fit.</summary>
/// <remarks>Belongs here: when to delete and how much. Does not: how a segment is deleted, what fits.</remarks>
internal sealed class VolumeRetention(
    VolumeSpace space,
    FootageDeletion deletion,
    VolumeForecast forecast,
    TimeProvider time,
    ILogger logger)
{
    private const int Batch = 32;

    private readonly OldestFootage _oldest = new(space.Volume);
    private long _taken;
    private long _pace;

    /// <summary>Deletes until the next seconds' footage fits.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        space.Refresh();
        forecast.Note(space.Volume.Id, space.Used, time.GetUtcNow());
        NotePace();
        var excess = space.Excess(Headroom);
        while (excess > 0)
        {
            var batch = TakeOldest(excess);
            if (batch.Count == 0)
            {
                return;
            }

            var freed = await deletion.EvictAsync(space, batch, cancellation);
            RecordingLog.FootageDeleted(logger, batch.Count, freed, batch[^1].Start);
            excess = space.Excess(Headroom);
        }
    }

    /// <summary>Counts what lies there. Reads every file's size.</summary>
    public void Count(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var taken = space.Used;
        long found = 0;
        foreach (var file in new DirectoryInfo(space.Volume.SegmentsRoot).EnumerateFiles("*" + SegmentName.Extension, SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            found += file.Length;
        }

        space.Correct(found - taken);
        RecordingLog.VolumeCounted(logger, space.Volume.Root, found, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>
    /// Room for what arrives until the next rounds: what four rounds bring at the pace of late, at least a thirtieth of the
    /// budget (at most 256 MiB), never more than half of it.
    /// </summary>
    private long Headroom =>
        Math.Min(Math.Max(4 * _pace, Math.Min(space.Budget / 30, 256L << 20)), space.Budget / 2);

    private void NotePace()
    {
        var taken = space.Taken;
        _pace = Math.Max(taken - _taken, _pace - (_pace / 10));
        _taken = taken;
    }

    private List<SegmentName> TakeOldest(long excess)
    {
        var batch = new List<SegmentName>();
        while (excess > 0 && batch.Count < Batch && _oldest.Take() is { } name)
        {
            batch.Add(name);
            var file = new FileInfo(Path.Combine(space.Volume.Root, name.Path));
            excess -= file.Exists ? file.Length : 0;
        }

        return batch;
    }
}
