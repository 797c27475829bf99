namespace Vedette.Support;

/// <summary>A clock that only moves when told to. Timers, <c>Task.Delay</c> and <c>PeriodicTimer</c> made with it fire as it is advanced.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _moving = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    public ManualTime(DateTimeOffset? start = null) => _now = start ?? new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are running: lets a test wait until somebody waits.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_moving)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_moving)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what becomes due, in order, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Sets the wall clock back or forth without firing anything before its time has come.</summary>
    public void Jump(DateTimeOffset to)
    {
        lock (_moving)
        {
            _now = to;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_moving)
        {
            // By hand: what is measured while the clock moves must not find the clock.
            ManualTimer? next = null;
            foreach (var timer in _timers)
            {
                next = timer.Due <= target && (next is null || timer.Due < next.Due) ? timer : next;
            }

            if (next is null)
            {
                _now = target;
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualTime clock, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._moving)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                Due = clock._now + (dueTime > TimeSpan.Zero ? dueTime : Period);
                if (Due > clock._now)
                {
                    clock._timers.Add(this);
                }

                if (dueTime > TimeSpan.Zero)
                {
                    return true;
                }
            }

            callback();
            return true;
        }

        public void Dispose()
        {
            lock (clock._moving)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
