using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Capturing;

/// <summary>Starts a capture for every camera of the roster that is switched on, and follows the roster's changes.</summary>
internal sealed class CaptureWorker(
    CameraRoster roster, FeedDirectory feeds, CameraEndpoint endpoints, CameraNews news, TimeProvider time, ILogger<CaptureWorker> logger)
    : BackgroundService
{
    // Many cameras at once are a burst of handshakes; a little apart they are none.
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    // What readers have to take what is held of a feed that ended.
    private static readonly TimeSpan ReadersTime = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<CameraId, Running> _running = [];

    // Sessions that take their leave of cameras that were switched off.
    private readonly Dictionary<CameraId, Task> _leaving = [];
    private bool _stopped;

    /// <summary>Makes capture fit what the roster knows of a camera now.</summary>
    public void Apply(CameraId camera) => Apply(camera, TimeSpan.Zero);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            roster.Load();
        }
        catch (FaultException fault)
        {
            StreamsLog.RosterNotLoaded(logger, fault);
        }

        foreach (var (camera, index) in roster.Cameras.Values.Where(camera => camera.IsCaptured).Select((camera, index) => (camera.Id, index)))
        {
            Apply(camera, Stagger * index);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Running[] running;
        Task[] leaving;
        lock (_gate)
        {
            _stopped = true;
            (running, leaving) = ([.. _running.Values], [.. _leaving.Values]);
            _running.Clear();
        }

        await Task.WhenAll(running.Select(capture => capture.Stop.CancelAsync()));
        var ended = Task.WhenAll([.. leaving, .. running.Select(capture => capture.Task)]);
        _ = await Task.WhenAny(ended, Task.Delay(StopPatience, time, CancellationToken.None));
        foreach (var capture in running)
        {
            feeds.Remove(capture.Feed);
        }

        await base.StopAsync(cancellationToken);
    }

    /// <summary>Once a second every feed looks at its counters.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await second.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var feed in feeds.Feeds)
            {
                feed.Measure();
            }
        }
    }

    private void Apply(CameraId id, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_stopped || !roster.Cameras.TryGetValue(id, out var camera))
            {
                return;
            }

            _ = _running.TryGetValue(id, out var running);
            if (running is not null && camera.IsCaptured && running.Source == camera.Source)
            {
                return;
            }

            if (running is not null)
            {
                _ = _running.Remove(id);
                _ = running.Stop.CancelAsync();
            }

            if (camera.IsCaptured)
            {
                _running.Add(id, Begin(camera, running, delay));
            }
            else if (running is not null)
            {
                _leaving[id] = EndAsync(running);
            }
        }
    }

    private Running Begin(KnownCamera camera, Running? before, TimeSpan delay)
    {
        var feed = before?.Feed ?? feeds.Add(camera.Id);
        var (stop, leaving) = (new CancellationTokenSource(), before?.Task ?? _leaving.GetValueOrDefault(camera.Id, Task.CompletedTask));
        return new Running(feed, camera.Source!, stop, RunAsync(feed, camera.Source!, before is not null, leaving, delay, stop.Token));
    }

    /// <summary>One connection per camera: the session before has taken its leave when the new one begins.</summary>
    private async Task RunAsync(CameraFeed feed, CameraSource source, bool isChange, Task leaving, TimeSpan delay, CancellationToken cancellation)
    {
        // Off the lock this is called under.
        await Task.Yield();
        await leaving;
        if (isChange)
        {
            feed.TurnSilent(FeedBreakCause.Closed, "The camera's source was changed.");
        }

        await new CameraCapture(feed, endpoints, news, time, logger).RunAsync(source, delay, cancellation);
    }

    private async Task EndAsync(Running running)
    {
        await running.Task;
        feeds.Remove(running.Feed);
        _ = ClearAsync(running.Feed);
    }

    private async Task ClearAsync(CameraFeed feed)
    {
        await Task.Delay(ReadersTime, time, CancellationToken.None);
        feed.Hub.Clear();
    }

    private sealed record Running(CameraFeed Feed, CameraSource Source, CancellationTokenSource Stop, Task Task);
}
