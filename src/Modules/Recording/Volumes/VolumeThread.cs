namespace Vedette.Recording.Volumes;

/// <summary>The thread that asks one volume how it is. A device that does not answer holds up this thread and nothing else.</summary>
/// <remarks>Between two questions it sleeps: a queue of the framework's spins first, which cost more than the questions.</remarks>
internal sealed class VolumeThread : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Action> _work = [];
    private int _waiting;
    private bool _isOver;

    public VolumeThread(string name) => new Thread(Run) { IsBackground = true, Name = name }.Start();

    /// <summary>Whether it is still at work, maybe for a caller who gave up waiting.</summary>
    public bool IsBusy => Volatile.Read(ref _waiting) > 0;

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            _ = Interlocked.Increment(ref _waiting);
            _work.Enqueue(Do);
            Monitor.Pulse(_gate);
        }

        return done.Task;

        void Do()
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
        }
    }

    /// <summary>Takes no more questions; those that were asked are answered.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (Next() is { } work)
        {
            work();
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            while (_work.Count == 0 && !_isOver)
            {
                _ = Monitor.Wait(_gate);
            }

            return _work.TryDequeue(out var work) ? work : null;
        }
    }
}
