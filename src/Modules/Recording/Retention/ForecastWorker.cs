using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Recording.Retention;

/// <summary>Looks ahead, so that an alarm comes before footage is lost.</summary>
internal sealed class ForecastWorker(FootageForecast forecast, TimeProvider time, ILogger<ForecastWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not at the start: a day of every camera is added up for it, and recording comes first.
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await forecast.WatchAsync(stoppingToken);
            }
            catch (FaultException away)
            {
                RecordingLog.PaceUnknown(logger, away);
            }
        }
    }
}
