using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>
/// Facts between the disk and the index, in order. Bounded: when the database is away for so long that it overflows, facts
/// are forgotten here and read back from the files afterwards.
/// </summary>
/// <remarks>
/// Belongs here: a list in memory and a bell. Does not: waiting for a database. The disk threads call <see cref="Add"/>.
/// </remarks>
internal sealed class UnindexedFacts(int capacity = UnindexedFacts.DefaultCapacity)
{
    public const int DefaultCapacity = 50_000;

    private readonly Lock _gate = new();
    private readonly Queue<Fact> _facts = new();
    private TaskCompletionSource _bell = NewBell();
    private bool _forgot;

    /// <summary>A segment was closed. Raised on the camera's disk thread: whoever listens must be quick.</summary>
    public event Action<Segment>? SegmentClosed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _facts.Count;
            }
        }
    }

    public void Add(Fact fact)
    {
        if (fact is Fact.Recorded recorded)
        {
            SegmentClosed?.Invoke(recorded.Segment);
        }

        lock (_gate)
        {
            // Once something was forgotten, nothing is kept until the files were read again: order is never mended, only restored.
            if (_forgot || _facts.Count >= capacity)
            {
                _forgot = true;
            }
            else
            {
                _facts.Enqueue(fact);
            }

            _bell.TrySetResult();
        }
    }

    /// <summary>Has the files read again, once all that waits is indexed.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _forgot = true;
            _bell.TrySetResult();
        }
    }

    /// <summary>Completes when there is something to do.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _facts.Count > 0 || _forgot ? Task.CompletedTask : _bell.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The oldest facts, left in place until <see cref="Remove"/>: a failed transaction loses nothing.</summary>
    public IReadOnlyList<Fact> Peek(int most)
    {
        lock (_gate)
        {
            return [.. _facts.Take(most)];
        }
    }

    public void Remove(int count)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                _facts.Dequeue();
            }

            if (_facts.Count == 0 && !_forgot)
            {
                _bell = NewBell();
            }
        }
    }

    /// <summary>Whether facts were forgotten and all that were kept are indexed; from here on facts are kept again.</summary>
    public bool TakeForgotten()
    {
        lock (_gate)
        {
            if (!_forgot || _facts.Count > 0)
            {
                return false;
            }

            _forgot = false;
            _bell = NewBell();
            return true;
        }
    }

    public IReadOnlyList<Fact> Of(CameraId camera)
    {
        lock (_gate)
        {
            return [.. _facts.Where(fact => fact.CameraId == camera)];
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
