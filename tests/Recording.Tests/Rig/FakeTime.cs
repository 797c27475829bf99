namespace Vedette.Recording.Tests.Rig;

/// <summary>A clock that stands until it is moved. Timers made from it never fire.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero).UtcTicks;

    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _passed);

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by)
    {
        Set(by);
        Interlocked.Add(ref _passed, by.Ticks);
    }

    /// <summary>Somebody sets the clock; no time goes by.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Still();

    private sealed class Still : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
