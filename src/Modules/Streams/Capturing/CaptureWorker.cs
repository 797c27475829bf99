using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Capturing;

/// <summary>Starts a capture for every stream of the cameras that are switched on, and follows the roster's changes.</summary>
internal sealed class CaptureWorker(
    CameraRoster roster,
    FeedDirectory feeds,
    CameraEndpoint endpoints,
    CameraNews news,
    StreamsOptions options,
    TimeProvider time,
    ILogger<CaptureWorker> logger)
    : BackgroundService
{
    // Many cameras at once are a burst of handshakes; a little apart they are none.
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    // What readers have to take what is held of a feed that ended.
    private static readonly TimeSpan ReadersTime = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(CameraId Camera, StreamChoice Choice), Running> _running = [];

    // Sessions that take their leave of cameras that were switched off.
    private readonly Dictionary<(CameraId Camera, StreamChoice Choice), Task> _leaving = [];
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

    /// <summary>Once a second every feed looks at its counters; without feeds nothing runs.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var added = feeds.Added;
            await (feeds.Feeds.Any() ? Task.CompletedTask : added.WaitAsync(stoppingToken));
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
            while (feeds.Feeds.Any() && await second.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var feed in feeds.Feeds)
                {
                    feed.Measure();
                }
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

            Apply(camera, StreamChoice.Main, delay);
            Apply(camera, StreamChoice.Sub, delay);
        }
    }

    private void Apply(KnownCamera camera, StreamChoice choice, TimeSpan delay)
    {
        var (address, isRecorded) = (StreamAddress.Of(camera, choice), camera.ChoiceFor(StreamRole.Record) == choice);
        var running = _running.GetValueOrDefault((camera.Id, choice));
        if (running is not null && running.Address == address && running.Feed.IsRecorded == isRecorded)
        {
            return;
        }

        // Who reads a feed that is recorded from now on, or no longer, has to look for the one that serves.
        if (running is not null && (address is null || running.Feed.IsRecorded != isRecorded))
        {
            _leaving[(camera.Id, choice)] = EndAsync(running);
            running = null;
        }

        _ = _running.Remove((camera.Id, choice));
        if (address is not null)
        {
            _running.Add((camera.Id, choice), Begin(camera.Id, choice, address, isRecorded, running, delay));
        }
    }

    private Running Begin(CameraId camera, StreamChoice choice, StreamAddress address, bool isRecorded, Running? before, TimeSpan delay)
    {
        _ = before?.Stop.CancelAsync();
        var feed = before?.Feed ?? feeds.Add(camera, choice, isRecorded);
        var (stop, leaving) = (new CancellationTokenSource(), before?.Task ?? _leaving.GetValueOrDefault((camera, choice), Task.CompletedTask));
        return new Running(feed, address, stop, RunAsync(feed, address, before is not null, leaving, delay, stop.Token));
    }

    /// <summary>One connection per stream: the session before has taken its leave when the new one begins.</summary>
    private async Task RunAsync(CameraFeed feed, StreamAddress address, bool isChange, Task leaving, TimeSpan delay, CancellationToken cancellation)
    {
        // Off the lock this is called under.
        await Task.Yield();
        await leaving;
        if (isChange && feed.Standing.State != FeedState.Idle)
        {
            feed.TurnSilent(FeedBreakCause.Closed, "The camera's source was changed.");
        }

        var linger = TimeSpan.FromSeconds(options.LingerSeconds);
        await new CameraCapture(feed, endpoints, news, linger, time, logger).RunAsync(address, delay, cancellation);
    }

    private async Task EndAsync(Running running)
    {
        // Off the lock this is called under.
        await Task.Yield();
        await running.Stop.CancelAsync();
        await running.Task;
        feeds.Remove(running.Feed);
        _ = ClearAsync(running.Feed);
    }

    private async Task ClearAsync(CameraFeed feed)
    {
        await Task.Delay(ReadersTime, time, CancellationToken.None);
        feed.Hub.Clear();
    }

    private sealed record Running(CameraFeed Feed, StreamAddress Address, CancellationTokenSource Stop, Task Task);
}
