namespace Vedette.Streams.Viewing;

/// <summary>One viewer's bounded backlog, between the live view that fills it and the WebSocket that empties it.</summary>
/// <remarks>
/// Belongs here: dropping what a slow viewer cannot take. Does not: waiting on behalf of the live view.
/// </remarks>
internal sealed class Viewer : IDisposable
{
    public const long MostBytes = 4 << 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly Queue<LiveMessage> _waiting = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private long _bytes;
    private TimeSpan? _skippingSince;
    private bool _closed;

    /// <summary>Offers a message without waiting. The viewer takes a lease of its own on a fragment it keeps.</summary>
    public void Offer(LiveMessage message)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (message.Fragment is { } fragment)
            {
                if (IsBehind(fragment))
                {
                    Drop();
                }

                if (_skippingSince is { } since)
                {
                    if (!fragment.StartsWithKey)
                    {
                        return;
                    }

                    _skippingSince = null;
                    Keep(LiveMessage.Skipped(fragment.MediaStart - since));
                    Keep(LiveMessage.Clock(fragment));
                }

                fragment.Lease();
            }

            Keep(message);
        }

        Signal();
    }

    /// <summary>A new clock begins: what is skipped on the old one cannot be told in its terms any more.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _skippingSince = null;
        }
    }

    /// <summary>Takes the next message, whose lease is then the caller's; null when the view has ended.</summary>
    public async ValueTask<LiveMessage?> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.TryDequeue(out var next))
                {
                    _bytes -= next.Length;
                    return next;
                }

                if (_closed)
                {
                    return null;
                }
            }

            await _filled.WaitAsync(cancellation);
        }
    }

    /// <summary>Nothing follows; what waits can still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        Signal();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Release();
        }
    }

    private bool IsBehind(Media.Mp4.Fragment newest)
    {
        foreach (var message in _waiting)
        {
            if (message.Fragment is { } oldest)
            {
                return _bytes > MostBytes || newest.MediaStart - oldest.MediaStart > MostTime;
            }
        }

        return false;
    }

    private void Drop()
    {
        _skippingSince ??= _waiting.First(message => message.Fragment is not null).Fragment!.MediaStart;
        Release();
    }

    private void Keep(LiveMessage message)
    {
        _waiting.Enqueue(message);
        _bytes += message.Length;
    }

    private void Release()
    {
        var kept = _waiting.Where(message => message.Fragment is null && !_closed).ToArray();
        foreach (var message in _waiting)
        {
            message.Fragment?.Release();
        }

        _waiting.Clear();
        _bytes = 0;
        foreach (var message in kept)
        {
            Keep(message);
        }
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
