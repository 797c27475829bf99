namespace Vedette.Recording.Volumes;

/// <summary>How long a thread has been inside one call to a device. Set by that thread, read by any.</summary>
internal sealed class BusyClock(TimeProvider time)
{
    private long _since;

    /// <summary>Zero between two calls.</summary>
    public TimeSpan Busy => Volatile.Read(ref _since) is not 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public void Begin() => Volatile.Write(ref _since, Math.Max(1, time.GetTimestamp()));

    public void End() => Volatile.Write(ref _since, 0);
}
