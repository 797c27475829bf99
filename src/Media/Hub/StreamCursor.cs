using System.Threading.Tasks.Sources;

namespace Vedette.Media.Hub;

/// <summary>A reader's place in a <see cref="StreamHub"/>. Costs the hub nothing but the number it holds.</summary>
/// <remarks>
/// One reader, one task at a time: a cursor is not shared. Dispose it when nothing more is read, so that a stream that is
/// connected for its readers alone can be let go; not while a wait is under way.
/// </remarks>
public sealed class StreamCursor : IValueTaskSource, IDisposable
{
    private readonly StreamHub _hub;
    private readonly IDisposable? _use;
    private ManualResetValueTaskSourceCore<bool> _woken = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancelled;
    private long _next;
    private bool _needsKey;
    private int _watches;

    internal StreamCursor(StreamHub hub, long first, IDisposable? use, bool isPatient) =>
        (_hub, _next, _use, _watches) = (hub, first, use, isPatient ? 0 : 1);

    /// <summary>Takes what is there, without waiting. <see cref="ReadingKind.None"/> when the reader is up to date.</summary>
    public Reading Read() => _hub.Read(ref _next, ref _needsKey);

    /// <summary>Completes when there is something to read.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask WaitAsync(CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellation);
        }

        _woken.Reset();
        if (_hub.IsReadyOrEnlist(this, _next))
        {
            return ValueTask.CompletedTask;
        }

        _cancelled = cancellation.UnsafeRegister(static (state, token) => ((StreamCursor)state!).Cancel(token), this);
        return new ValueTask(this, _woken.Version);
    }

    /// <summary>Waits for the next reading that is not <see cref="ReadingKind.None"/>.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask<Reading> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var reading = Read();
            if (reading.Kind != ReadingKind.None)
            {
                return reading;
            }

            await WaitAsync(cancellation);
        }
    }

    /// <summary>Nothing more is read: gives up what the cursor kept alive. Doing so twice is harmless.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _watches, 0) == 1)
        {
            _hub.Unwatch();
        }

        _use?.Dispose();
    }

    void IValueTaskSource.GetResult(short token)
    {
        _cancelled.Dispose();
        _cancelled = default;
        _ = _woken.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _woken.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _woken.OnCompleted(continuation, state, token, flags);

    /// <summary>Called by the hub, once for each time the cursor was enlisted.</summary>
    internal void Wake() => _woken.SetResult(true);

    private void Cancel(CancellationToken token)
    {
        // Whoever takes the cursor off the list completes the wait: the hub or this call, never both.
        if (_hub.Withdraw(this))
        {
            _woken.SetException(new OperationCanceledException(token));
        }
    }
}
