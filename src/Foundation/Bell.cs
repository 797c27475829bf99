namespace Vedette.Foundation;

/// <summary>Tells everybody who waits that something changed. What changed they look up themselves.</summary>
public sealed class Bell
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes when it is rung next. Take it before looking at what may change, so that no ringing is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes all who wait, on threads of their own. Any thread may ring.</summary>
    public void Ring() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
