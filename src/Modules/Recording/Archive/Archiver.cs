using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Archive;

/// <summary>
/// Copies what is to be copied, as long as the store is well. A failed copy counts as a try of its segment exactly when the
/// store passes its probe right afterwards and does not say that it is full: a store that is away costs no tries.
/// </summary>
/// <remarks>Belongs here: when to copy and what a failure means. Does not: how a segment is copied, what waits.</remarks>
internal sealed class Archiver(
    LiveArchive live,
    ArchiveQueue queue,
    Uploader uploader,
    StoreHealth health,
    LivePolicies policies,
    CameraRoster roster,
    AlarmBoard alarms,
    ArchiveMeters meters,
    ArchiveLimits limits,
    Pace pace,
    TimeProvider time,
    ILogger<Archiver> logger) : BackgroundService
{
    private const string Subject = "archive";
    private const string Failing = "archive-failing";
    private const string DeadLetters = "archive-dead-letters";
    private const int ReleasesAtOnce = 50;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(6);
    private static readonly TimeSpan LockedFor = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _order = new(0, 1);
    private readonly SemaphoreSlim _round = new(1, 1);
    private LiveArchive.Target? _target;
    private bool _isStuck;
    private DateTimeOffset _tidyAt;

    /// <summary>Somebody changed something: look now.</summary>
    public void Order()
    {
        health.Forget();
        try
        {
            _ = _order.Release();
        }
        catch (SemaphoreFullException)
        {
            // It looks anyway.
        }
    }

    /// <summary>Of each camera whose footage is copied, the lowest class that is.</summary>
    public IReadOnlyDictionary<CameraId, FootageClass> Wanted() => roster.Cameras.Keys
        .Select(camera => (Camera: camera, Choice: policies.Of(camera).Archive))
        .Where(pair => pair.Choice != ArchiveChoice.None)
        .ToDictionary(pair => pair.Camera, pair => pair.Choice == ArchiveChoice.All ? FootageClass.Continuous : FootageClass.Motion);

    /// <summary>Copies all that waits. Public to the tests, which have no seconds to wait.</summary>
    /// <exception cref="FaultException">The database is away.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _round.WaitAsync(cancellation);
        try
        {
            await RoundAsync(cancellation);
        }
        finally
        {
            _ = _round.Release();
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        var target = live.Current;
        if (target != _target)
        {
            health.Forget();
            (_target, _tidyAt) = (target, DateTimeOffset.MinValue);
        }

        pace.Limit = target.Settings.BytesPerSecondLimit;
        if (target.Store is { } store && (health.IsWell || (health.IsDue(time.GetUtcNow()) && await ProbeAsync(store, cancellation))))
        {
            await TidyAsync(target, store, cancellation);
            await ReleaseAsync(store, cancellation);
            await CopyAllAsync(target, store, cancellation);
        }

        await SayAsync(target, cancellation);
    }

    public override void Dispose()
    {
        _order.Dispose();
        _round.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await RunAsync(stoppingToken);
                _isStuck = false;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, or a bug surfaced: what waits still waits at the next round.
                if (!_isStuck)
                {
                    RecordingLog.ArchiveRoundFailed(logger, fault);
                }

                _isStuck = true;
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = await Task.WhenAny(_order.WaitAsync(waiting.Token), Task.Delay(Period, time, waiting.Token));
        await waiting.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task CopyAllAsync(LiveArchive.Target target, IArchiveStore store, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = limits.Parallel, CancellationToken = cancellation };
        while (health.IsWell && live.Current == target
            && await queue.NextAsync(Wanted(), time.GetUtcNow(), 2 * limits.Parallel, cancellation) is { Count: > 0 } batch)
        {
            await Parallel.ForEachAsync(batch, parallel, async (segment, stop) =>
            {
                if (health.IsWell && live.Current == target)
                {
                    await CopyAsync(segment, target, store, stop);
                }
            });
        }
    }

    private async Task CopyAsync(Segment segment, LiveArchive.Target target, IArchiveStore store, CancellationToken cancellation)
    {
        try
        {
            var (known, copy) = await uploader.CopyAsync(segment, target.Settings, store, cancellation);
            await live.NoteAsync(target, () => queue.ArchivedAsync(known, copy, cancellation), cancellation);
            meters.Archived(copy.Bytes);
        }
        catch (ArchiveException failed)
        {
            meters.Failed(failed.Cause);
            await JudgeAsync(segment, store, failed, cancellation);
        }
    }

    private async Task JudgeAsync(Segment segment, IArchiveStore store, ArchiveException failed, CancellationToken cancellation)
    {
        if (failed.Cause == ArchiveCause.Full)
        {
            health.Failed(failed, time.GetUtcNow());
            return;
        }

        if (!await ProbeAsync(store, cancellation))
        {
            return;
        }

        var now = time.GetUtcNow();
        var tries = await queue.FailedAsync(
            segment.Id, failed.Cause.ToText(), failed.Message, now, tried => RetryAt(tried, now), cancellation);
        if (tries >= limits.MostTries)
        {
            meters.GivenUp(failed.Cause);
            RecordingLog.ArchiveGivenUp(logger, segment.CameraId, segment.Start, tries, failed.Cause, failed.Message);
        }
        else
        {
            RecordingLog.ArchiveTryFailed(logger, segment.CameraId, segment.Start, tries, failed.Cause, failed.Message);
        }
    }

    private DateTimeOffset? RetryAt(int tries, DateTimeOffset now) =>
        tries >= limits.MostTries ? null : now + (limits.FirstRetry * Math.Pow(4, tries - 1));

    /// <summary>Asks the store to do something small. One that comes back gets what it could not take before.</summary>
    private async Task<bool> ProbeAsync(IArchiveStore store, CancellationToken cancellation)
    {
        try
        {
            await store.ProbeAsync(cancellation);
        }
        catch (ArchiveException away)
        {
            if (health.IsWell || health.Detail is null)
            {
                RecordingLog.ArchiveAway(logger, away.Cause, away.Message);
            }

            health.Failed(away, time.GetUtcNow());
            return false;
        }

        if (health.Passed())
        {
            RecordingLog.ArchiveBack(logger, await queue.RetryAsync(null, time.GetUtcNow(), cancellation));
        }

        return true;
    }

    private async Task TidyAsync(LiveArchive.Target target, IArchiveStore store, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now < _tidyAt)
        {
            return;
        }

        _tidyAt = now + TidyEvery;
        try
        {
            var removed = await store.TidyAsync(key => IsOurs(target.Settings.Prefix, key), cancellation);
            if (removed > 0)
            {
                RecordingLog.ArchiveTidied(logger, removed);
            }
        }
        catch (ArchiveException refused)
        {
            // Not allowed to list, say: what is left costs a little room until the store's own rules remove it.
            RecordingLog.ArchiveNotTidied(logger, refused.Message);
        }
    }

    private bool IsOurs(string prefix, string key) =>
        key.StartsWith(prefix, StringComparison.Ordinal)
        && Guid.TryParse(key[prefix.Length..].Split('/')[0], out var camera)
        && roster.Cameras.ContainsKey(CameraId.From(camera));

    /// <summary>Deletes copies of footage that may not be kept any longer.</summary>
    private async Task ReleaseAsync(IArchiveStore store, CancellationToken cancellation)
    {
        while (await queue.ReleasedAsync(time.GetUtcNow(), ReleasesAtOnce, cancellation) is { Count: > 0 } released)
        {
            foreach (var copy in released)
            {
                try
                {
                    await store.DeleteAsync(copy.ObjectKey, copy.Version, cancellation);
                    await queue.ForgetAsync(copy, cancellation);
                }
                catch (ArchiveException locked) when (locked.Cause == ArchiveCause.WrongCredentials)
                {
                    // A lock somebody else set, or no right to delete.
                    RecordingLog.ArchiveKeepsCopy(logger, copy.ObjectKey, locked.Message);
                    await queue.PostponeAsync(copy, time.GetUtcNow() + LockedFor, cancellation);
                }
                catch (ArchiveException away)
                {
                    health.Failed(away, time.GetUtcNow());
                    return;
                }
            }
        }
    }

    private async Task SayAsync(LiveArchive.Target target, CancellationToken cancellation)
    {
        var fault = target.Fault ?? (target.Store is not null && health.StateAt(time.GetUtcNow()) == ArchiveState.Failing ? health.Detail : null);
        if (fault is not null)
        {
            alarms.Raise(Failing, Subject, AlarmSeverity.Warning, $"Footage is not copied to the archive: {fault} It stays here until it is.");
        }
        else if (target.Store is null || health.IsWell)
        {
            alarms.Clear(Failing, Subject);
        }

        var dead = target.Store is null ? 0 : (await queue.TallyAsync(cancellation)).DeadLetters;
        if (dead > 0)
        {
            alarms.Raise(
                DeadLetters, Subject, AlarmSeverity.Warning, $"{dead} segment(s) could not be copied to the archive after {limits.MostTries} tries. Their files stay.");
        }
        else
        {
            alarms.Clear(DeadLetters, Subject);
        }
    }
}
