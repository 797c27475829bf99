using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Sensing;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Sensing.Storage;

namespace Vedette.Sensing.Watching;

/// <summary>
/// Takes what things say to the outbox, many at a time: measurements come fast. Nobody waits for it: the queues are bounded, and while the
/// database is away the oldest measurements give way to newer ones.
/// </summary>
internal sealed class SensingNews : BackgroundService
{
    public const int MostMeasurements = 16_384;
    private const int MostOthers = 4096;
    private const int Batch = 500;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Database<SensingModule> _database;
    private readonly TimeProvider _time;
    private readonly ILogger<SensingNews> _logger;
    private readonly Channel<IDomainEvent> _measurements;
    private readonly Channel<IDomainEvent> _others;
    private long _lost;

    public SensingNews(Database<SensingModule> database, TimeProvider time, ILogger<SensingNews> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        (_measurements, _others) = (Queue(MostMeasurements), Queue(MostOthers));
    }

    /// <summary>Events that were never written.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Tell(MeasurementReceived measurement) => _measurements.Writer.TryWrite(measurement);

    public void Tell(DeviceStatusChanged changed) => _others.Writer.TryWrite(changed);

    public void Tell(ThingDescribed described) => _others.Writer.TryWrite(described);

    /// <summary>Somebody did something with a thing: the deed is done, whether the database answers or not.</summary>
    public void Tell(ActionRecorded deed) => _others.Writer.TryWrite(deed);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<IDomainEvent>(Batch);
        Task? others = null, measurements = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            (others, measurements) = (StillOrAnew(others, _others, stoppingToken), StillOrAnew(measurements, _measurements, stoppingToken));
            _ = await Task.WhenAny(others, measurements);
            stoppingToken.ThrowIfCancellationRequested();
            Drain(_others, batch);
            if (batch.Count == 0)
            {
                // One transaction for what all things measure meanwhile.
                await Task.Delay(Gathering, _time, stoppingToken);
                Drain(_others, batch);
            }

            Drain(_measurements, batch);
            await WriteAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private Channel<IDomainEvent> Queue(int most) => Channel.CreateBounded<IDomainEvent>(
        new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => Interlocked.Increment(ref _lost));

    // One wait at a time for each queue: the quieter one would gather them.
    private static Task StillOrAnew(Task? waiting, Channel<IDomainEvent> queue, CancellationToken cancellation) =>
        waiting is { IsCompleted: false } ? waiting : queue.Reader.WaitToReadAsync(cancellation).AsTask();

    private static void Drain(Channel<IDomainEvent> queue, List<IDomainEvent> batch)
    {
        while (batch.Count < Batch && queue.Reader.TryRead(out var next))
        {
            batch.Add(next);
        }
    }

    private async Task WriteAsync(List<IDomainEvent> batch, CancellationToken cancellation)
    {
        for (var told = false; ;)
        {
            try
            {
                await _database.WriteAsync(
                    async unit =>
                    {
                        foreach (var happened in batch)
                        {
                            if (happened is DeviceStatusChanged changed)
                            {
                                await StandingStore.SaveAsync(unit, changed);
                            }

                            await unit.EmitAsync(happened, happened is ActionRecorded deed ? deed.Actor : "system");
                        }
                    },
                    cancellation);
                return;
            }
            catch (FaultException away) when (away.IsTransient)
            {
                if (!told)
                {
                    SensingLog.EventsWait(_logger, batch.Count, away);
                    told = true;
                }

                await Task.Delay(RetryAfter, _time, cancellation);
            }
            catch (Exception unexpected) when (unexpected is not OperationCanceledException)
            {
                // Not to be written, now or later: what comes after it still can be.
                _ = Interlocked.Add(ref _lost, batch.Count);
                SensingLog.EventsLost(_logger, batch.Count, unexpected);
                return;
            }
        }
    }
}
