using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Sensing.Domain;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Storage;
using Vedette.Sensing.Viewing;

namespace Vedette.Sensing.Watching;

/// <summary>Keeps a watch for every thing of the roster.</summary>
internal sealed class ThingWatches(
    ThingRoster roster,
    RosterStore things,
    StandingStore standings,
    ThingDesk desk,
    SensingNews news,
    ThingTopics topics,
    SensingOptions options,
    TimeProvider time,
    ILogger<ThingWatches> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<DeviceId, Running> _running = [];
    private readonly Lock _applying = new();
    private readonly SemaphoreSlim _turns = new(options.ProbesAtOnce);
    private Dictionary<DeviceId, Standing>? _standings;
    private CancellationToken _ending;

    /// <summary>How a thing stands; unknown until it was looked at.</summary>
    public ThingState StateOf(DeviceId device) => _running.TryGetValue(device, out var running) ? running.Watch.State : ThingState.Unknown;

    /// <summary>The roster knows something new of a thing: its watch starts, stops or takes it in.</summary>
    public void Apply(DeviceId device)
    {
        lock (_applying)
        {
            // Before the roster was read nothing is watched; then everything is.
            if (_standings is null || _ending.IsCancellationRequested || !roster.Things.TryGetValue(device, out var thing))
            {
                return;
            }

            if (!thing.IsWatched)
            {
                Stop(device);
            }
            else if (_running.TryGetValue(device, out var running))
            {
                running.Watch.Apply(thing);
            }
            else
            {
                Start(thing);
            }
        }
    }

    /// <summary>Looks at a thing at once.</summary>
    public void Hurry(DeviceId device)
    {
        if (_running.TryGetValue(device, out var running))
        {
            running.Watch.Hurry();
        }
    }

    public override void Dispose()
    {
        _turns.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ending = stoppingToken;
        await LoadAsync(stoppingToken);
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var running in _running.Values)
        {
            await running.Task;
            running.End.Dispose();
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        for (var told = false; ;)
        {
            try
            {
                var known = await things.AllAsync(cancellation);
                var standing = await standings.AllAsync(cancellation);
                _ = roster.Take(known);
                lock (_applying)
                {
                    _standings = standing;
                }

                foreach (var device in roster.Things.Keys)
                {
                    Apply(device);
                }

                return;
            }
            catch (FaultException away) when (away.IsTransient)
            {
                if (!told)
                {
                    SensingLog.RosterWaits(logger, away);
                    told = true;
                }

                await Task.Delay(RetryAfter, time, cancellation);
            }
        }
    }

    private void Start(KnownThing thing)
    {
        var watch = new ThingWatch(thing, _standings!.GetValueOrDefault(thing.Id) ?? Standing.Unknown, new WatchTools(desk, news, topics, options, _turns, time, logger));
        var end = CancellationTokenSource.CreateLinkedTokenSource(_ending);
        _running[thing.Id] = new Running(watch, end, Task.Run(() => watch.RunAsync(end.Token)));
    }

    private void Stop(DeviceId device)
    {
        if (_running.TryRemove(device, out var running))
        {
            _ = _standings!.Remove(device);
            running.End.Cancel();
            _ = running.Task.ContinueWith(_ => running.End.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            topics.Close(device);
        }
    }

    private sealed record Running(ThingWatch Watch, CancellationTokenSource End, Task Task);
}
