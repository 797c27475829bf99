using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Recording.Holds;

/// <summary>Keeps the holds in step with the database, ends those whose time is over, and counts what they take.</summary>
internal sealed class HoldWorker(HoldDesk desk, HeldFootage held, TimeProvider time, ILogger<HoldWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await desk.MeetDatabaseAsync(stoppingToken);
                await held.RefreshAsync(stoppingToken);
            }
            catch (FaultException away)
            {
                RecordingLog.HoldsNotMet(logger, away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
