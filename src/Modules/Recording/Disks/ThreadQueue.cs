using System.Diagnostics.CodeAnalysis;

namespace Vedette.Recording.Disks;

/// <summary>Work for one thread, which sleeps while there is none.</summary>
/// <remarks>
/// In place of a <see cref="System.Collections.Concurrent.BlockingCollection{T}"/>, which yields the processor some dozen times before
/// every sleep: with two threads that wake a few times a second that was a tenth of what recording costs.
/// </remarks>
internal sealed class ThreadQueue<T>
{
    private readonly object _gate = new();  // a monitor: nobody can wait for a System.Threading.Lock
    private readonly Queue<T> _items = new();
    private bool _isComplete;

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
            Monitor.Pulse(_gate);
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

    /// <summary>Takes the next, waiting for it.</summary>
    /// <param name="item">The next.</param>
    /// <param name="milliseconds">How long to wait; <see cref="Timeout.Infinite"/> for as long as it takes.</param>
    /// <returns>False when there is none: the time is over, or nothing more will come.</returns>
    public bool TryTake([MaybeNullWhen(false)] out T item, int milliseconds)
    {
        lock (_gate)
        {
            if (_items.Count == 0 && !_isComplete && milliseconds != 0)
            {
                // Woken for nothing, the caller sees that nothing came and asks again.
                _ = Monitor.Wait(_gate, milliseconds);
            }

            return _items.TryDequeue(out item);
        }
    }
}
