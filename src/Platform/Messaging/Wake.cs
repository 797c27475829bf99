namespace Vedette.Platform.Messaging;

/// <summary>A bell: any number of rings before the sleeper looks count as one, and none is lost.</summary>
internal sealed class Wake : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Lock _ringing = new();

    public void Raise()
    {
        lock (_ringing)
        {
            if (_bell.CurrentCount == 0)
            {
                _bell.Release();
            }
        }
    }

    /// <summary>Returns when rung, or after <paramref name="patience"/>.</summary>
    public async Task WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await _bell.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody rang: time to look anyway.
        }
    }

    public void Dispose() => _bell.Dispose();
}
