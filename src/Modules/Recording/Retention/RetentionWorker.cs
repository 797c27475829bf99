using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Retention;

/// <summary>Keeps a volume within its budget and its reserve: the oldest footage goes before new footage would not fit.</summary>
/// <remarks>Belongs here: when to delete and how much. Does not: how a segment is deleted, what fits.</remarks>
internal sealed class RetentionWorker(
    VolumeSpace space,
    FootageDeletion deletion,
    VolumeForecast forecast,
    TimeProvider time,
    ILogger<RetentionWorker> logger) : BackgroundService
{
    private const int Batch = 32;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly OldestFootage _oldest = new(space.Volume);
    private long _taken;
    private long _pace;

    /// <summary>Deletes until the next seconds' footage fits. Public to the tests, which have no second to wait.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        space.Refresh();
        forecast.Note(space.Used, time.GetUtcNow());
        NotePace();
        var excess = space.Excess(Headroom);
        while (excess > 0)
        {
            var batch = TakeOldest(excess);
            if (batch.Count == 0)
            {
                return;
            }

            var freed = await deletion.EvictAsync(batch, cancellation);
            RecordingLog.FootageDeleted(logger, batch.Count, freed, batch[^1].Start);
            excess = space.Excess(Headroom);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Counting reads every file's size: not on the thread the host starts on.
        await GuardAsync(() => Task.Run(() => Count(stoppingToken), stoppingToken), stoppingToken);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await GuardAsync(() => RunAsync(stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Whatever goes wrong, the next round tries again: a worker that ended would let the disk fill.</summary>
    private async Task GuardAsync(Func<Task> step, CancellationToken cancellation)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            RecordingLog.RetentionFailed(logger, fault);
        }
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

    private void Count(CancellationToken cancellation)
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
}
