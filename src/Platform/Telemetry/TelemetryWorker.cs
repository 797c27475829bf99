using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Vedette.Platform.Telemetry;

/// <summary>Keeps the telemetry providers alive while the process runs, and sends what is left when it stops.</summary>
internal sealed class TelemetryWorker(MeterProvider meters, TracerProvider? tracers = null) : IHostedService, IDisposable
{
    private const int PatienceMilliseconds = 3000;

    // Every request has a trace id, collector or not: problem details, logs and events name it.
    private readonly ActivityListener _requests = new()
    {
        ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_requests);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (tracers is not null)
        {
            tracers.ForceFlush(PatienceMilliseconds);
            meters.ForceFlush(PatienceMilliseconds);
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _requests.Dispose();
}
