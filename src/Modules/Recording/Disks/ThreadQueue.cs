using System.Diagnostics.CodeAnalysis;

namespace Vedette.Recording.Disks;

/// <summary>Work for one thread, which sleeps while there is none, or until the time it set itself.</summary>
/// <remarks>
/// A thread that set itself a time is not woken before that: what was added meanwhile it does together, which wakes it a few times a
/// second instead of once for each.
/// In place of a <see cref="System.Collections.Concurrent.BlockingCollection{T}"/>, which yields the processor some dozen times before
/// every sleep: with two threads that wake a few times a second that was a tenth of what recording costs.
/// </remarks>
internal sealed class ThreadQueue<T>
{
    private readonly object _gate = new();  // a monitor: nobody can wait for a System.Threading.Lock
    private readonly Queue<T> _items = new();
    private bool _isComplete;
    private bool _waitsForWork;

    /// <summary>Whether nothing is left and nothing more may be added.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _isComplete && _items.Count == 0;
            }
        }
    }

    /// <exception cref="InvalidOperationException">Nothing more may be added.</exception>
    public void Add(T item)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                throw new InvalidOperationException("The thread takes no more work.");
            }

            _items.Enqueue(item);
            if (_waitsForWork)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Nothing more may be added; what waits is still done.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns when there is something to take, or nothing more will come. May return for nothing.</summary>
    public void WaitForWork()
    {
        lock (_gate)
        {
            if (_items.Count == 0 && !_isComplete)
            {
                _waitsForWork = true;
                _ = Monitor.Wait(_gate);
                _waitsForWork = false;
            }
        }
    }

    /// <summary>Returns when the time is over, whatever is added meanwhile, or nothing more will come. May return for nothing.</summary>
    /// <param name="time">Counted in whole milliseconds, a part of one as a whole; none or less returns at once.</param>
    public void WaitUntilOver(TimeSpan time)
    {
        lock (_gate)
        {
            if (!_isComplete && time > TimeSpan.Zero)
            {
                _ = Monitor.Wait(_gate, (int)Math.Ceiling(time.TotalMilliseconds));
            }
        }
    }

    /// <summary>Takes the next without waiting; false when there is none.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return _items.TryDequeue(out item);
        }
    }
}
