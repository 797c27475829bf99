using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Alarms;

/// <summary>Tells the other modules which alarms stand, as soon as the database lets it. Whoever raises one never waits for that.</summary>
internal sealed class AlarmAnnouncer(AlarmBoard board, AlarmStore store, TimeProvider time, ILogger<AlarmAnnouncer> logger) : BackgroundService
{
    // Alarms come in bursts, and some flicker: one look at the database for all of a moment.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    // Without news: what another process announced, and what stood before the start.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    // What stood before the start has that long to be noticed again before it is said to be over.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private DateTimeOffset? _startedAt;

    /// <summary>Says what changed since it was last said. Public to the tests.</summary>
    public async Task AnnounceAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        _startedAt ??= now;
        var standing = board.All;
        var announced = await store.AllAsync(cancellation);
        foreach (var alarm in standing)
        {
            if (!announced.Any(known => Same(known, alarm)))
            {
                await store.RaiseAsync(Guid.CreateVersion7(now), alarm, cancellation);
            }
        }

        foreach (var known in announced.Where(known => !standing.Any(alarm => Same(known, alarm))))
        {
            if (known.Since >= _startedAt || now - _startedAt > Grace)
            {
                await store.ClearAsync(known, now, cancellation);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var changed = board.Changed;
            try
            {
                await AnnounceAsync(stoppingToken);
            }
            catch (FaultException away)
            {
                RecordingLog.AlarmsNotTold(logger, away);
                changed = Task.CompletedTask;
            }

            await Task.Delay(Rest, time, stoppingToken);
            await changed.WaitAsync(LookAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private static bool Same(AnnouncedAlarm known, Alarm alarm) => known.Code == alarm.Code && known.About == alarm.Subject;
}
