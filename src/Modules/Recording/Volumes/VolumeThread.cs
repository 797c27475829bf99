using System.Collections.Concurrent;

namespace Vedette.Recording.Volumes;

/// <summary>The thread that asks one volume how it is. A device that does not answer holds up this thread and nothing else.</summary>
internal sealed class VolumeThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private int _waiting;

    public VolumeThread(string name) => new Thread(Run) { IsBackground = true, Name = name }.Start();

    /// <summary>Whether it is still at work, maybe for a caller who gave up waiting.</summary>
    public bool IsBusy => Volatile.Read(ref _waiting) > 0;

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Interlocked.Increment(ref _waiting);
        _work.Add(() =>
        {
            try
            {
                var result = work();
                _ = Interlocked.Decrement(ref _waiting);
                done.SetResult(result);
            }
            catch (Exception fault)
            {
                _ = Interlocked.Decrement(ref _waiting);
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }

        _work.Dispose();
    }
}
