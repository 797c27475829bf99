namespace Vedette.Streams.Viewing;

/// <summary>One viewer's bounded backlog, between the live view that fills it and the WebSocket that empties it.</summary>
/// <remarks>
/// Belongs here: dropping what a slow viewer cannot take. Does not: waiting on behalf of the live view.
/// How far behind a viewer is, is how long its oldest fragment has waited: the burst of cached pictures it starts with is no
/// delay. Fragments are shared by all viewers, so bounding their age bounds the memory of all backlogs together.
/// </remarks>
internal sealed class Viewer(TimeProvider time) : ILiveAudience, IDisposable
{
    public const long MostBytes = 32 << 20;
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly Queue<(LiveMessage Message, long At)> _waiting = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private long _bytes;
    private bool _needsKey = true;
    private DateTimeOffset? _skippingSince;

    /// <summary>Why nothing follows; null while something may.</summary>
    public Farewell? Farewell { get; private set; }

    /// <summary>Offers a message without waiting. The viewer takes a lease of its own on a fragment it keeps.</summary>
    public void Offer(in LiveMessage message)
    {
        lock (_gate)
        {
            if (Farewell is not null)
            {
                return;
            }

            if (message.Fragment is { } fragment)
            {
                DropIfBehind();
                if (_needsKey && !fragment.StartsWithKey)
                {
                    return;
                }

                if (_skippingSince is { } since)
                {
                    Keep(LiveMessage.Skipped(fragment.WallTime - since));
                }

                (_needsKey, _skippingSince) = (false, null);
                fragment.Lease();
            }

            Keep(message);
        }

        Signal();
    }

    /// <summary>Takes the next message, whose lease is then the caller's; null when nothing follows.</summary>
    public async ValueTask<LiveMessage?> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.TryDequeue(out var next))
                {
                    _bytes -= next.Message.Length;
                    return next.Message;
                }

                if (Farewell is not null)
                {
                    return null;
                }
            }

            await _filled.WaitAsync(cancellation);
        }
    }

    /// <summary>Nothing follows; what waits can still be taken.</summary>
    public void Close(Farewell farewell)
    {
        lock (_gate)
        {
            Farewell ??= farewell;
        }

        Signal();
    }

    /// <summary>The viewer is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Farewell ??= Farewell.Stopping;
            DropFragments();
        }
    }

    private void DropIfBehind()
    {
        foreach (var (message, at) in _waiting)
        {
            if (message.Fragment is not { } oldest)
            {
                continue;
            }

            if (_bytes > MostBytes || time.GetElapsedTime(at) > MostTime)
            {
                (_needsKey, _skippingSince) = (true, oldest.WallTime);
                DropFragments();
            }

            return;
        }
    }

    private void DropFragments()
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var waiting = _waiting.Dequeue();
            if (waiting.Message.Fragment is { } fragment)
            {
                _bytes -= fragment.Length;
                fragment.Release();
            }
            else
            {
                _waiting.Enqueue(waiting);
            }
        }
    }

    private void Keep(LiveMessage message)
    {
        _waiting.Enqueue((message, time.GetTimestamp()));
        _bytes += message.Length;
    }

    private void Signal()
    {
        lock (_gate)
        {
            if (_filled.CurrentCount == 0)
            {
                _ = _filled.Release();
            }
        }
    }
}
