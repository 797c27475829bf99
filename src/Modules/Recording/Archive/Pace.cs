namespace Vedette.Recording.Archive;

/// <summary>Bytes leave no faster than allowed, however many transfers there are; and how fast they leave.</summary>
internal sealed class Pace(TimeProvider time)
{
    private const int Seconds = 10;

    private readonly Lock _gate = new();
    private readonly long[] _sent = new long[Seconds];
    private DateTimeOffset _free;
    private long _second;

    /// <summary>Bytes per second, or null for no limit.</summary>
    public long? Limit { get; set; }

    /// <summary>What was sent in the last ten seconds, for a second.</summary>
    public long BytesPerSecond
    {
        get
        {
            lock (_gate)
            {
                Turn();
                return _sent.Sum() / Seconds;
            }
        }
    }

    /// <summary>Waits until that many bytes may leave.</summary>
    public Task TakeAsync(int bytes, CancellationToken cancellation)
    {
        var wait = TimeSpan.Zero;
        lock (_gate)
        {
            Turn();
            _sent[_second % Seconds] += bytes;
            if (Limit is { } limit)
            {
                var now = time.GetUtcNow();
                _free = _free > now ? _free : now;
                wait = _free - now;
                _free += TimeSpan.FromSeconds((double)bytes / limit);
            }
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellation) : Task.CompletedTask;
    }

    private void Turn()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        for (var second = Math.Max(_second + 1, now - Seconds + 1); second <= now; second++)
        {
            _sent[second % Seconds] = 0;
        }

        _second = now;
    }
}
