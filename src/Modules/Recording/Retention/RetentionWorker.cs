using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Recording.Index;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Retention;

/// <summary>Keeps every volume within its budget and its reserve. A volume that comes back is counted first.</summary>
internal sealed class RetentionWorker(
    AttachedVolumes volumes,
    FootageDeletion deletion,
    VolumeForecast forecast,
    TimeProvider time,
    ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, VolumeRetention> _retentions = new();

    /// <summary>Deletes until the next seconds' footage fits. Public to the tests, which have no second to wait.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(volumes.Readable.Where(volume => volume.Condition.State != VolumeState.ReadOnly).Select(volume => RunAsync(volume, cancellation)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new Dictionary<Guid, Task>();
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            // No volume waits for another that does not answer.
            foreach (var volume in volumes.Readable.Where(volume => running.GetValueOrDefault(volume.Id, Task.CompletedTask).IsCompleted))
            {
                running[volume.Id] = GuardAsync(() => Task.Run(() => RunAsync(volume, stoppingToken), stoppingToken), stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(AttachedVolume volume, CancellationToken cancellation)
    {
        if (!_retentions.TryGetValue(volume.Id, out var retention))
        {
            retention = new VolumeRetention(volume.Space, deletion, forecast, time, logger);
            retention.Count(cancellation);
            _retentions[volume.Id] = retention;
        }

        await retention.RunAsync(cancellation);
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
}
