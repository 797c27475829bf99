using Vedette.Recording.Disks;

namespace Vedette.Recording.Volumes;

/// <summary>The thread that asks one volume how it is. A device that does not answer holds up this thread and nothing else.</summary>
internal sealed class VolumeThread : IDisposable
{
    private readonly ThreadQueue<Action> _work = new();
    private int _waiting;

    public VolumeThread(string name) => new Thread(Run) { IsBackground = true, Name = name }.Start();

    /// <summary>Whether it is still at work, maybe for a caller who gave up waiting.</summary>
    public bool IsBusy => Volatile.Read(ref _waiting) > 0;

    /// <exception cref="InvalidOperationException">It takes no more questions.</exception>
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

    /// <summary>Takes no more questions; those that were asked are answered.</summary>
    public void Dispose() => _work.Complete();

    private void Run()
    {
        while (!_work.IsCompleted)
        {
            _work.WaitForWork();
            while (_work.TryTake(out var work))
            {
                work();
            }
        }
    }
}
