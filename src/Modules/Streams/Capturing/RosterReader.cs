using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Capturing;

/// <summary>Compares the local roster with the database once after the start, as soon as the database answers: the local file may be older or lost.</summary>
internal sealed class RosterReader(
    CameraRoster roster, RosterStore store, CaptureWorker captures, TimeProvider time, ILogger<RosterReader> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var told = false; ;)
        {
            try
            {
                foreach (var camera in roster.Take(await store.AllAsync(stoppingToken)))
                {
                    captures.Apply(camera.Id);
                }

                await roster.SaveAsync(stoppingToken);
                return;
            }
            catch (FaultException away) when (away.IsTransient)
            {
                if (!told)
                {
                    StreamsLog.RosterNotCompared(logger, away);
                    told = true;
                }

                await Task.Delay(RetryAfter, time, stoppingToken);
            }
            catch (Exception unexpected) when (unexpected is not OperationCanceledException)
            {
                StreamsLog.RosterUnreadable(logger, unexpected);
                return;
            }
        }
    }
}
