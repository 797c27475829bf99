using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Retention;

/// <summary>Looks after every volume once a second. A volume that comes back is counted first.</summary>
/// <remarks>Belongs here: the rounds. Does not: what goes, and in which order.</remarks>
internal sealed class RetentionWorker(
    AttachedVolumes volumes,
    RetentionContext context,
    VolumeForecast forecast,
    TimeProvider time,
    ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Counting reads as much as everything else a start does together, and nothing waits for it.
    private static readonly TimeSpan BeforeCounting = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, Rounds> _rounds = new();
    private readonly AwayFootage _away = new(context);

    /// <summary>One round of every volume, once it is counted. Public to the tests, which have no second to wait.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await CountAsync(cancellation);
        await RoundAsync(cancellation);
    }

    /// <summary>One round of every volume, counted or not.</summary>
    public Task RoundAsync(CancellationToken cancellation) =>
        Task.WhenAll(Judged().Select(volume => RunAsync(volume, cancellation)));

    /// <summary>Counts the volumes that are not counted yet.</summary>
    public Task CountAsync(CancellationToken cancellation) =>
        Task.WhenAll(Judged().Select(volume => RoundsOf(volume).CountAsync(cancellation)));

    /// <summary>What was deleted since the last entry of the audit log is written, if the database lets it in time.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FarewellLimit);
        await GuardAsync(() => context.Log.WriteAsync(now: true, limit.Token), cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var rounds in _rounds.Values)
        {
            rounds.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (running, counting, telling) = (new Dictionary<Guid, Task>(), Task.CompletedTask, Task.CompletedTask);
        var started = time.GetTimestamp();
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            // No volume waits for another that does not answer, none for the database.
            foreach (var volume in Judged().Where(volume => running.GetValueOrDefault(volume.Id, Task.CompletedTask).IsCompleted))
            {
                running[volume.Id] = GuardAsync(() => Task.Run(() => RunAsync(volume, stoppingToken), stoppingToken), stoppingToken);
            }

            if (counting.IsCompleted && time.GetElapsedTime(started) >= BeforeCounting)
            {
                counting = GuardAsync(() => CountAsync(stoppingToken), stoppingToken);
            }

            if (telling.IsCompleted)
            {
                telling = GuardAsync(() => Task.Run(() => TellAsync(stoppingToken), stoppingToken), stoppingToken);
            }

            EndAbsent();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<AttachedVolume> Judged() =>
        volumes.Readable.Where(volume => volume.Condition.State != VolumeState.ReadOnly);

    private async Task RunAsync(AttachedVolume volume, CancellationToken cancellation)
    {
        var rounds = RoundsOf(volume);
        await rounds.Gate.WaitAsync(cancellation);
        try
        {
            await rounds.Retention.RunAsync(cancellation, rounds.IsCounted);
            if (rounds.IsCounted)
            {
                forecast.Note(volume.Id, volume.Space.Used, time.GetUtcNow());
            }
        }
        finally
        {
            _ = rounds.Gate.Release();
        }
    }

    private Rounds RoundsOf(AttachedVolume volume) =>
        _rounds.GetOrAdd(volume.Id, _ => new Rounds(new VolumeRetention(volume.Space, context)));

    private async Task TellAsync(CancellationToken cancellation)
    {
        await context.Log.WriteAsync(now: false, cancellation);
        await _away.RunAsync(cancellation);
    }

    /// <summary>Whoever stopped because of a volume that is gone has another one to write to, or none.</summary>
    private void EndAbsent()
    {
        foreach (var (id, rounds) in _rounds)
        {
            if (!Judged().Any(volume => volume.Id == id))
            {
                rounds.Retention.End();
                rounds.IsCounted = false;
            }
        }
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

    private sealed class Rounds(VolumeRetention retention) : IDisposable
    {
        private readonly Lock _gate = new();
        private Task _counting = Task.CompletedTask;

        public VolumeRetention Retention => retention;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public bool IsCounted { get; set; }

        /// <summary>Counts, unless that is done or being done.</summary>
        public Task CountAsync(CancellationToken cancellation)
        {
            lock (_gate)
            {
                return !IsCounted && _counting.IsCompleted ? _counting = Task.Run(Count, cancellation) : _counting;
            }

            void Count()
            {
                retention.Count(cancellation);
                IsCounted = true;
            }
        }

        public void Dispose() => Gate.Dispose();
    }
}
