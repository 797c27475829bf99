using System.Collections.Concurrent;

namespace Vedette.Recording.Exporting;

/// <summary>How far the jobs of one worker have come, and the way to stop one. Forgotten with the process.</summary>
internal class JobProgress : IDisposable
{
    private readonly ConcurrentDictionary<Guid, double> _done = new();
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();
    private readonly SemaphoreSlim _ordered = new(0, 1);

    public void Report(Guid job, double done) => _done[job] = Math.Clamp(done, 0, 1);

    /// <summary>Tells the worker that there is something to do.</summary>
    public void Order()
    {
        lock (_ordered)
        {
            if (_ordered.CurrentCount == 0)
            {
                _ordered.Release();
            }
        }
    }

    /// <summary>Waits until something was ordered, or some time has passed.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellation) => _ordered.WaitAsync(most, cancellation);

    public CancellationTokenSource Start(Guid job, CancellationToken cancellation)
    {
        var running = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _running[job] = running;
        return running;
    }

    public void Finish(Guid job)
    {
        _running.TryRemove(job, out _);
        _done.TryRemove(job, out _);
    }

    /// <summary>Stops the job if it is being made.</summary>
    public async Task StopAsync(Guid job)
    {
        if (_running.TryGetValue(job, out var running))
        {
            try
            {
                await running.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended at this very moment.
            }
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected double Of(Guid job) => _done.GetValueOrDefault(job);

    protected virtual void Dispose(bool disposing) => _ordered.Dispose();
}
