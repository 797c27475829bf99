namespace Vedette.Recording.Archive;

/// <summary>Cancels a transfer in which nothing moves.</summary>
internal sealed class StallGuard : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public StallGuard(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        (_limit, _caller) = (limit, cancellation);
        _idle = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, cancellation);
        Token = _either.Token;
    }

    public CancellationToken Token { get; }

    /// <summary>Whether it was nothing moving that stopped the transfer, not the caller.</summary>
    public bool HasStalled => _idle.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Something moved.</summary>
    public void Touch()
    {
        if (!_idle.IsCancellationRequested)
        {
            _idle.CancelAfter(_limit);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
