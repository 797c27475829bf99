namespace Vedette.Recording.Tests.Archive;

/// <summary>
/// The real time, and as much later as the test says. Nothing periodic happens, and the archiver's own rounds never come:
/// the test makes them.
/// </summary>
internal sealed class ArchiveTime : TimeProvider
{
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(3);
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
        callback, state, period > TimeSpan.Zero || dueTime == Rounds ? Timeout.InfiniteTimeSpan : dueTime, Timeout.InfiniteTimeSpan);
}
