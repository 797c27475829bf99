using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Platform.Storage;

namespace Vedette.Streams.Capturing;

/// <summary>
/// Takes what happens to cameras to the outbox. Capture never waits for it: the queue is bounded, and while the database is
/// away the oldest news give way to newer ones.
/// </summary>
internal sealed class CameraNews : BackgroundService
{
    public const int MostWaiting = 1024;
    private const int Batch = 100;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Database<StreamsModule> _database;
    private readonly TimeProvider _time;
    private readonly ILogger<CameraNews> _logger;
    private readonly Channel<IDomainEvent> _waiting;
    private long _lost;

    public CameraNews(Database<StreamsModule> database, TimeProvider time, ILogger<CameraNews> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _waiting = Channel.CreateBounded<IDomainEvent>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _lost));
    }

    /// <summary>Events that were never written.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Online(CameraId camera, DateTimeOffset at) => _waiting.Writer.TryWrite(new CameraOnline(camera, at));

    public void Silent(CameraId camera, DateTimeOffset at, FeedBreakCause cause) =>
        _waiting.Writer.TryWrite(new CameraSilent(camera, at, JsonNamingPolicy.KebabCaseLower.ConvertName(cause.ToString())));

    /// <summary>Somebody did something with a camera: the deed is done, whether the database answers or not.</summary>
    public void Tell(ActionRecorded deed) => _waiting.Writer.TryWrite(deed);

    public void Motion(CameraId camera, DateTimeOffset at, bool active) => _waiting.Writer.TryWrite(new MotionChanged(camera, at, active, "camera"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<IDomainEvent>(Batch);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < Batch && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await WriteAsync(batch, stoppingToken);
            batch.Clear();
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
                    StreamsLog.EventsWait(_logger, batch.Count, away);
                    told = true;
                }

                await Task.Delay(RetryAfter, _time, cancellation);
            }
            catch (Exception unexpected) when (unexpected is not OperationCanceledException)
            {
                // Not to be written, now or later: what comes after it still can be.
                _ = Interlocked.Add(ref _lost, batch.Count);
                StreamsLog.EventsLost(_logger, batch.Count, unexpected);
                return;
            }
        }
    }
}
