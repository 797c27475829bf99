namespace Vedette.Sensing.Watching;

/// <summary>A wait that can be cut short.</summary>
internal sealed class Nap(TimeProvider time)
{
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the wait that runs, or the next one.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    public async Task WaitAsync(TimeSpan length, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = await Task.WhenAny(Volatile.Read(ref _woken).Task, Task.Delay(length, time, end.Token));
        await end.CancelAsync();
        Volatile.Write(ref _woken, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        cancellation.ThrowIfCancellationRequested();
    }
}
