using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Alarms;

namespace Vedette.Recording.Evidence;

/// <summary>Makes a checkpoint every minute, and a last one when the recorder has stopped. Recording never waits for it.</summary>
internal sealed class CheckpointWorker(CheckpointMaker maker, AlarmBoard alarms, TimeProvider time, ILogger<CheckpointWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private bool _isFailing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await MakeAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Reading back what an earlier life left may take a while: not on a thread others wait for.
            await Task.Run(() => MakeAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task MakeAsync(CancellationToken cancellation)
    {
        try
        {
            _ = await maker.MakeAsync(cancellation);
            if (_isFailing)
            {
                _isFailing = false;
                alarms.Clear("evidence-key", "checkpoints");
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            EvidenceLog.CheckpointFailed(logger, fault);
            _isFailing = true;
            var why = fault is FaultException ? fault.Message : "Something went wrong on our side.";
            alarms.Raise(
                "evidence-key", "checkpoints", AlarmSeverity.Warning, $"No checkpoint could be signed; recording goes on and it is tried again every minute. {why}");
        }
        catch (OperationCanceledException)
        {
            EvidenceLog.CheckpointSkipped(logger);
        }
    }
}
