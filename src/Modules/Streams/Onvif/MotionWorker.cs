using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Onvif;

/// <summary>Listens to every camera of the roster that has an ONVIF service, and follows the roster's changes.</summary>
internal sealed class MotionWorker(CameraRoster roster, OnvifCameras cameras, OnvifStandings standings, TimeProvider time, ILogger<MotionWorker> logger)
    : BackgroundService
{
    private const int MostConnecting = 4;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _connecting = new(MostConnecting);
    private readonly Dictionary<CameraId, Running> _running = [];

    public override void Dispose()
    {
        _connecting.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var changed = roster.Changed;
                Follow();
                standings.Settle();
                await (_running.Count > 0 ? Task.Delay(Round, time, stoppingToken) : changed.WaitAsync(stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Leave is taken below.
        }

        await Task.WhenAll(_running.Values.Select(running => running.Stop.CancelAsync()));
        _ = await Task.WhenAny(Task.WhenAll(_running.Values.Select(running => running.Task)), Task.Delay(StopPatience, time, CancellationToken.None));
    }

    private void Follow()
    {
        foreach (var camera in roster.Cameras.Values)
        {
            var address = OnvifAddress.Of(camera);
            _ = _running.TryGetValue(camera.Id, out var running);
            if (running?.Address == address)
            {
                continue;
            }

            if (running is not null)
            {
                _ = _running.Remove(camera.Id);
                _ = running.Stop.CancelAsync();
            }

            if (address is not null)
            {
                _running.Add(camera.Id, Begin(camera.Id, address, running?.Task ?? Task.CompletedTask));
            }
            else
            {
                standings.Forget(camera.Id);
            }
        }
    }

    private Running Begin(CameraId camera, OnvifAddress address, Task before)
    {
        var stop = new CancellationTokenSource();
        return new Running(address, stop, RunAsync(camera, address, before, stop.Token));
    }

    private async Task RunAsync(CameraId camera, OnvifAddress address, Task before, CancellationToken cancellation)
    {
        await Task.Yield();
        await before;
        await new MotionWatch(camera, address, cameras, standings, _connecting, time, logger).RunAsync(cancellation);
    }

    private sealed record Running(OnvifAddress Address, CancellationTokenSource Stop, Task Task);
}
