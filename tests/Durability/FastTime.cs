using System.Diagnostics;

namespace Vedette.Durability;

/// <summary>A clock that runs faster than time does, so that hours of recording fit into a test; its timers do too.</summary>
internal sealed class FastTime(DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (Stopwatch.GetElapsedTime(_started) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan fast) =>
        fast <= TimeSpan.Zero ? fast : TimeSpan.FromMilliseconds(Math.Max(1, (fast / speed).TotalMilliseconds));

    private sealed class Timer(ITimer real, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => real.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => real.Dispose();

        public ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
