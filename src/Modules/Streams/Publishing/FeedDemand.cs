using Vedette.Foundation;

namespace Vedette.Streams.Publishing;

/// <summary>Who keeps a feed connected: counted uses, so that a stream nobody looks at is not asked of the camera.</summary>
/// <remarks>Belongs here: counting and telling. Does not: connecting.</remarks>
internal sealed class FeedDemand
{
    private readonly Lock _gate = new();
    private readonly Bell _changed = new();
    private int _uses;

    /// <summary>How many keep the feed connected now.</summary>
    public int Uses
    {
        get
        {
            lock (_gate)
            {
                return _uses;
            }
        }
    }

    /// <summary>Wants the feed until disposed. Disposing twice is harmless.</summary>
    public IDisposable Take()
    {
        Change(1);
        return new Use(this);
    }

    /// <summary>Completes when somebody wants the feed.</summary>
    public async Task WantedAsync(CancellationToken cancellation)
    {
        while (Look(out var changed) == 0)
        {
            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>Completes when nobody has wanted the feed for as long as <paramref name="patience"/>.</summary>
    public async Task UnwantedAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            if (Look(out var changed) > 0)
            {
                await changed.WaitAsync(cancellation);
                continue;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var patient = Task.Delay(patience, time, waiting.Token);
            var first = await Task.WhenAny(patient, changed);
            cancellation.ThrowIfCancellationRequested();
            if (first == patient)
            {
                return;
            }

            await waiting.CancelAsync();
        }
    }

    private int Look(out Task changed)
    {
        lock (_gate)
        {
            changed = _changed.Next;
            return _uses;
        }
    }

    private void Change(int by)
    {
        lock (_gate)
        {
            _uses += by;
            _changed.Ring();
        }
    }

    private sealed class Use(FeedDemand demand) : IDisposable
    {
        private FeedDemand? _demand = demand;

        public void Dispose() => Interlocked.Exchange(ref _demand, null)?.Change(-1);
    }
}
