using System.Collections.Concurrent;

namespace Vedette.Recording.Exporting;

/// <summary>How far the exports that are being made have come, and the way to stop one. Forgotten with the process.</summary>
internal sealed class ExportProgress : IDisposable
{
    private readonly ConcurrentDictionary<Guid, double> _done = new();
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();
    private readonly SemaphoreSlim _ordered = new(0, 1);

    /// <summary>From 0 to 1.</summary>
    public double Of(ExportJob job) => job.State switch
    {
        ExportState.Ready => 1,
        ExportState.Running => _done.GetValueOrDefault(job.Id),
        ExportState.Pending or ExportState.Failed => 0,
    };

    public void Report(Guid export, double done) => _done[export] = Math.Clamp(done, 0, 1);

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

    public CancellationTokenSource Start(Guid export, CancellationToken cancellation)
    {
        var running = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _running[export] = running;
        return running;
    }

    public void Finish(Guid export)
    {
        _running.TryRemove(export, out _);
        _done.TryRemove(export, out _);
    }

    /// <summary>Stops the export if it is being made.</summary>
    public async Task StopAsync(Guid export)
    {
        if (_running.TryGetValue(export, out var running))
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

    public void Dispose() => _ordered.Dispose();
}
