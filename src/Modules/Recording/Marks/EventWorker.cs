using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Marks;

/// <summary>Keeps events that last going, says that the process lives, and forgets marks of footage that is gone.</summary>
internal sealed class EventWorker(
    EventIntake intake, NodePulse pulse, CameraRoster roster, IndexStore store, TimeProvider time, ILogger<EventWorker> logger) : BackgroundService
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GuardAsync(
            () => Task.Run(() => intake.Resume(roster.Cameras.Values.Where(camera => camera.Wanted).Select(camera => camera.Id)), stoppingToken),
            stoppingToken);
        var forgotten = time.GetUtcNow();
        using var timer = new PeriodicTimer(EventIntake.TendEvery, time);
        do
        {
            var now = time.GetUtcNow();
            pulse.Beat(now);
            await GuardAsync(() => intake.TendAsync(stoppingToken), stoppingToken);
            if (now - forgotten >= ForgetEvery)
            {
                forgotten = now;
                await GuardAsync(() => store.ForgetMarksAsync(stoppingToken), stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task GuardAsync(Func<Task> step, CancellationToken cancellation)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (fault is FaultException or IOException && !cancellation.IsCancellationRequested)
        {
            RecordingLog.EventsNotTended(logger, fault);
        }
    }
}
