using Vedette.Media.Mp4;

namespace Vedette.Recording.Writing;

/// <summary>
/// One camera's way to its disk thread, with a bound on what may wait there. What waits belongs to the lane, so that it can lead
/// to another writer on another thread without losing a step, even when the first thread does not come back.
/// </summary>
internal sealed class DiskLane
{
    public const int MaxFragments = 8;
    public const long MaxBytes = 16 << 20;

    private readonly Lock _gate = new();
    private readonly Queue<Step> _steps = new();
    private DiskThread _thread;
    private FootageWriter _writer;
    private Action<FootageWriter>? _beforeSegment;
    private int _fragments;
    private long _bytes;

    public DiskLane(DiskThread thread, FootageWriter writer) => (_thread, _writer) = (thread, writer);

    /// <summary>Whether the disk is so far behind that reading the feed has to pause. The feed's ring holds a little more.</summary>
    public bool IsFull => Volatile.Read(ref _fragments) >= MaxFragments || Volatile.Read(ref _bytes) >= MaxBytes;

    public int Waiting => Volatile.Read(ref _fragments);

    /// <summary>How often the disk refused so far.</summary>
    public int Failures => Writer.Failures;

    public FootageWriter Writer => Volatile.Read(ref _writer);

    public DiskThread Thread => Volatile.Read(ref _thread);

    /// <summary>Sends a step, which may be done again by the next writer when this one is fenced in the middle of it.</summary>
    public void Post(Action<FootageWriter> step) => Post(new Step(step));

    /// <summary>Sends a step that is not done again.</summary>
    public void PostOnce(Action<FootageWriter> step) => Post(new Step(step) { IsOnce = true });

    /// <summary>Sends the beginning of a segment: the place where a camera can go elsewhere without losing a picture.</summary>
    public void Begin(Action<FootageWriter> open)
    {
        if (Interlocked.Exchange(ref _beforeSegment, null) is { } move)
        {
            PostOnce(move);
        }

        Post(open);
    }

    /// <summary>Has something done before the next segment begins.</summary>
    public void BeforeNextSegment(Action<FootageWriter> step) => Interlocked.Exchange(ref _beforeSegment, step);

    /// <summary>Sends a fragment, whose lease goes along.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="pictureInterval">The usual time between its pictures; null when it has none.</param>
    public void Append(Fragment fragment, TimeSpan? pictureInterval) =>
        Post(new Step(disk => disk.Append(fragment, pictureInterval)) { Bytes = fragment.Length, IsOnce = true });

    /// <summary>Leads all that waits, and all that comes, to another writer.</summary>
    public void LeadTo(DiskThread thread, FootageWriter writer)
    {
        lock (_gate)
        {
            Volatile.Write(ref _thread, thread);
            Volatile.Write(ref _writer, writer);
            for (var waiting = 0; waiting < _steps.Count; waiting++)
            {
                thread.Post(writer, RunNext);
            }
        }
    }

    private void Post(Step step)
    {
        lock (_gate)
        {
            _steps.Enqueue(step);
            Count(step, 1);
            _thread.Post(_writer, RunNext);
        }
    }

    /// <summary>On the disk thread.</summary>
    private void RunNext(FootageWriter writer)
    {
        Step? step;
        lock (_gate)
        {
            if (_writer != writer || !_steps.TryPeek(out step))
            {
                return; // the lane leads elsewhere now
            }

            if (step.IsOnce)
            {
                Count(_steps.Dequeue(), -1);
            }
        }

        try
        {
            step.Run(writer);
        }
        finally
        {
            lock (_gate)
            {
                if (!step.IsOnce && _writer == writer)
                {
                    _ = _steps.Dequeue();
                }
            }
        }
    }

    private void Count(Step step, int sign)
    {
        if (step.Bytes > 0)
        {
            _ = Interlocked.Add(ref _fragments, sign);
            _ = Interlocked.Add(ref _bytes, sign * step.Bytes);
        }
    }

    private sealed record Step(Action<FootageWriter> Run)
    {
        public long Bytes { get; init; }

        /// <summary>Whether it is gone once it was begun: what it carries can be used once only.</summary>
        public bool IsOnce { get; init; }
    }
}
