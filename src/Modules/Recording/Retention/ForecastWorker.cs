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
        using var timer = new PeriodicTimer(Period, time);
        do
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
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
