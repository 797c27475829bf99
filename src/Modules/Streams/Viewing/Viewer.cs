namespace Vedette.Streams.Viewing;

/// <summary>Begins to send a message as it goes over the wire. Completed at once where the connection takes it, which it nearly always does.</summary>
internal delegate ValueTask SendNow(ReadOnlyMemory<byte> frame);

/// <summary>One viewer's bounded backlog, between the live view that fills it and the WebSocket that empties it.</summary>
/// <remarks>
/// Belongs here: dropping what a slow viewer cannot take. Does not: waiting on behalf of the live view.
/// A viewer with nothing to catch up on has no backlog: what is offered is sent then and there, by the live view's own task, and
/// nobody is woken for it. As soon as the connection makes it wait, the task that takes from the backlog goes on.
/// How far behind a viewer is, is how long its oldest fragment has waited: the burst of cached pictures it starts with is no
/// delay. Fragments are shared by all viewers, so bounding their age bounds the memory of all backlogs together.
/// </remarks>
internal sealed class Viewer(TimeProvider time) : ILiveAudience, IDisposable
{
    public const long MostBytes = 32 << 20;
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Queue<(LiveMessage Message, long At)> _waiting = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private long _bytes;
    private bool _needsKey = true;
    private DateTimeOffset? _skippingSince;
    private SendNow? _line;
    private Task? _sending; // what was begun here and waits for the connection
    private bool _isTaken; // something is being sent by who takes from the backlog

    /// <summary>Why nothing follows; null while something may.</summary>
    public Farewell? Farewell { get; private set; }

    /// <summary>Where messages go from now on while nothing waits; null to have all of them wait.</summary>
    public void SendBy(SendNow? line)
    {
        lock (_gate)
        {
            _line = line;
        }
    }

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
            }

            if (TrySend(message))
            {
                return;
            }

            message.Fragment?.Lease();
            Keep(message with { Frame = null });
        }

        Signal();
    }

    /// <summary>
    /// Takes the next message, whose lease is then the caller's; null when nothing follows. The one taken before counts as sent.
    /// </summary>
    /// <exception cref="TimeoutException">The viewer does not take what it was sent.</exception>
    public async ValueTask<LiveMessage?> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task? sending;
            lock (_gate)
            {
                (_isTaken, sending) = (false, _sending);
                if (sending is null)
                {
                    if (_waiting.TryDequeue(out var next))
                    {
                        _bytes -= next.Message.Length;
                        _isTaken = true;
                        return next.Message;
                    }

                    if (Farewell is not null)
                    {
                        return null;
                    }
                }
            }

            if (sending is null)
            {
                await _filled.WaitAsync(cancellation);
                continue;
            }

            await sending.WaitAsync(SendPatience, time, cancellation);
            lock (_gate)
            {
                _sending = null;
            }
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

    private static async Task FinishAsync(ValueTask sending, LiveFrame frame)
    {
        try
        {
            await sending;
        }
        finally
        {
            frame.Release();
        }
    }

    private bool TrySend(in LiveMessage message)
    {
        if (_line is null || _isTaken || _sending is not null || _waiting.Count > 0 || message.Frame is not { } frame)
        {
            return false;
        }

        var sending = _line(frame.Bytes);
        if (!sending.IsCompletedSuccessfully)
        {
            frame.Lease();
            _sending = FinishAsync(sending, frame);
            Signal();
        }

        return true;
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
