using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Platform.Messaging;

/// <summary>Carries the events of one module to one other: at least once, in order per subject, from a stored position.</summary>
/// <remarks>
/// Belongs here: what is done, what waits, how far the position may move. Position ≤ every event that is not done yet; events after it that
/// are done already are in the inbox.
/// </remarks>
internal sealed class Delivery(
    OutboxReader outbox,
    ConsumerLedger ledger,
    string consumer,
    IReadOnlyList<Subscription> subscriptions,
    IServiceProvider services,
    TimeProvider time,
    BusMetrics metrics,
    ILogger log) : IDisposable
{
    private const int BatchSize = 200;

    // A net below the bell, which rings for every event: of this process at its commit, of others when OutboxWatch sees it.
    private static readonly TimeSpan SlowPoll = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private readonly ILookup<string, Subscription> _handlers = subscriptions.ToLookup(subscription => subscription.Type);
    private readonly Dictionary<Guid, Retry> _retries = [];
    private HashSet<Guid>? _doneOutOfTurn;
    private long _position;

    public Wake Wake { get; } = new();

    public string Source => outbox.Source;

    public string Consumer => consumer;

    /// <summary>How far the stored position is; 0 before the first look.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Whether the stored position is known yet: nothing may be pruned on our behalf before.</summary>
    public bool HasStarted => _doneOutOfTurn is not null;

    /// <summary>Runs until cancelled: a fault of the world makes it rest, then it goes on.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var rest = TimeSpan.FromSeconds(1);
        while (true)
        {
            try
            {
                var more = await RoundAsync(ct);
                rest = TimeSpan.FromSeconds(1);
                if (!more)
                {
                    await Wake.WaitAsync(UntilNextTry(), time, ct);
                }
            }
            catch (FaultException fault) when (fault is { Kind: FaultKind.Storage, IsTransient: true })
            {
                PlatformLog.DeliveryWaits(log, Source, consumer, fault.Message);
                await RestAsync();
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                PlatformLog.DeliveryBroken(log, Source, consumer, rest, broken);
                await RestAsync();
            }
        }

        async Task RestAsync()
        {
            await Task.Delay(rest, time, ct);
            rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
        }
    }

    public void Dispose() => Wake.Dispose();

    /// <summary>Hands out one batch; true when there may be more to do at once.</summary>
    private async Task<bool> RoundAsync(CancellationToken ct)
    {
        if (_doneOutOfTurn is null)
        {
            await LoadAsync(ct);
        }

        // Those done out of turn are read again and skipped, so that a waiting event never keeps new ones from being seen.
        var limit = BatchSize + _doneOutOfTurn!.Count;
        var events = await outbox.ReadAsync(_position, limit, ct);
        var waiting = new HashSet<Guid>();
        var done = new HashSet<Guid>(_doneOutOfTurn);
        try
        {
            foreach (var one in events)
            {
                if (done.Contains(one.Id))
                {
                    continue;
                }

                if (waiting.Contains(one.Subject) || !await TryHandleAsync(one, ct))
                {
                    waiting.Add(one.Subject);
                    continue;
                }

                done.Add(one.Id);
            }
        }
        finally
        {
            // Also when stopping: what was handled is remembered, though the process may be in a hurry.
            await SettleAsync(events, done);
        }

        return events.Count == limit && waiting.Count == 0;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var (position, inbox) = await ledger.LoadAsync(ct);
        if (await outbox.LastPositionAsync(ct) < position)
        {
            // The source was put back to an older state: its new events bear positions we have passed. Rather all again than some never.
            PlatformLog.SourceWentBack(log, Source, consumer, position);
            (position, inbox) = (0, []);
        }

        Volatile.Write(ref _position, position);
        _doneOutOfTurn = inbox;
    }

    private async Task SettleAsync(IReadOnlyList<OutboxEvent> events, HashSet<Guid> done)
    {
        var inTurn = events.TakeWhile(one => done.Contains(one.Id)).Count();
        var outOfTurn = events.Skip(inTurn).Where(one => done.Contains(one.Id)).ToList();
        var position = inTurn == 0 ? _position : events[inTurn - 1].Position;
        if (position == _position && outOfTurn.Count == _doneOutOfTurn!.Count)
        {
            return;
        }

        var news = outOfTurn.Where(one => !_doneOutOfTurn!.Contains(one.Id)).ToList();
        await ledger.SettleAsync(position, news, CancellationToken.None);
        Volatile.Write(ref _position, position);
        _doneOutOfTurn = outOfTurn.Select(one => one.Id).ToHashSet();
    }

    /// <summary>True when the event is done with: handled, of no interest, or given up.</summary>
    private async Task<bool> TryHandleAsync(OutboxEvent one, CancellationToken ct)
    {
        var handlers = _handlers[one.Type];
        if (!handlers.Any())
        {
            return true;
        }

        var earlier = _retries.GetValueOrDefault(one.Id);
        if (earlier is not null && time.GetUtcNow() < earlier.Next)
        {
            return false;
        }

        using var activity = Tracing.Source.StartActivity($"handle {one.Type}", ActivityKind.Consumer, one.Traceparent);
        activity?.SetTag("vedette.consumer", consumer);
        try
        {
            foreach (var handler in handlers)
            {
                await handler.HandleAsync(services, one.Data, one.Context, ct);
            }

            _retries.Remove(one.Id);
            metrics.Handled(consumer, one.Type);
            return true;
        }
        catch (FaultException fault) when (fault is { Kind: FaultKind.Storage, IsTransient: true })
        {
            // The database is away: no fault of the event, and no use in trying the next one.
            throw;
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failed.Message);
            return await FailedAsync(one, (earlier?.Tries ?? 0) + 1, failed, ct);
        }
    }

    private async Task<bool> FailedAsync(OutboxEvent one, int tries, Exception failed, CancellationToken ct)
    {
        metrics.Failed(consumer, one.Type);
        if (tries < Retry.MostTries)
        {
            var delay = Retry.DelayAfter(tries);
            _retries[one.Id] = new Retry(tries, time.GetUtcNow() + delay);
            PlatformLog.DeliveryFailed(log, consumer, one.Type, one.Id, tries, delay, failed);
            return false;
        }

        await ledger.SetAsideAsync(one, failed, tries, ct);
        _retries.Remove(one.Id);
        metrics.Poisoned(consumer, one.Type);
        PlatformLog.EventPoisoned(log, consumer, one.Type, one.Id, tries, failed);
        return true;
    }

    private TimeSpan UntilNextTry()
    {
        if (_retries.Count == 0)
        {
            return SlowPoll;
        }

        var wait = _retries.Values.Min(retry => retry.Next) - time.GetUtcNow();
        return wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait < SlowPoll ? wait : SlowPoll;
    }
}
