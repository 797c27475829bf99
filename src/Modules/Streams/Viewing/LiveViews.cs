using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing;

/// <summary>The live views that run: one for each feed somebody watches.</summary>
internal sealed class LiveViews(StreamsOptions options, TimeProvider time, ILogger<LiveViews> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CameraFeed, Running> _running = [];

    public int ViewersOf(CameraId camera)
    {
        lock (_gate)
        {
            return _running.Where(running => running.Key.Camera == camera).Sum(running => running.Value.View.Viewers);
        }
    }

    public int ViewersOf(CameraFeed feed)
    {
        lock (_gate)
        {
            return _running.TryGetValue(feed, out var running) ? running.View.Viewers : 0;
        }
    }

    public int Viewers
    {
        get
        {
            lock (_gate)
            {
                return _running.Values.Sum(running => running.View.Viewers);
            }
        }
    }

    /// <summary>Adds a viewer, starting the view for the first; null when there are too many already.</summary>
    public Seat? Join(CameraFeed feed)
    {
        lock (_gate)
        {
            if (!_running.TryGetValue(feed, out var running) || running.Task.IsCompleted)
            {
                var (view, stop) = (new LiveView(feed), new CancellationTokenSource());
                running = new Running(view, stop, RunAsync(feed, view, stop.Token));
                _running[feed] = running;
            }

            if (running.View.Viewers >= options.ViewersPerCamera)
            {
                return null;
            }

            var viewer = new Viewer(time);
            running.View.Join(viewer);
            return new Seat(this, feed, running, viewer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Running[] running;
        lock (_gate)
        {
            running = [.. _running.Values];
            _running.Clear();
        }

        foreach (var view in running)
        {
            await view.Stop.CancelAsync();
            await view.Task;
        }
    }

    private async Task RunAsync(CameraFeed feed, LiveView view, CancellationToken cancellation)
    {
        try
        {
            // Off the joining request's thread: the view muxes what is cached before the first wait.
            await Task.Yield();
            await view.RunAsync(cancellation);
        }
        catch (Exception unexpected)
        {
            StreamsLog.LiveViewFailed(logger, feed.Camera, unexpected);
        }
    }

    private void Leave(CameraFeed feed, Running running, Viewer viewer)
    {
        lock (_gate)
        {
            running.View.Leave(viewer);
            if (running.View.Viewers == 0)
            {
                // A view that failed may have been replaced already.
                _ = _running.TryGetValue(feed, out var newest) && newest == running && _running.Remove(feed);
                _ = running.Stop.CancelAsync();
            }
        }

        viewer.Dispose();
    }

    /// <summary>A viewer's place; given up when disposed.</summary>
    internal sealed class Seat(LiveViews views, CameraFeed feed, Running running, Viewer viewer) : IDisposable
    {
        public Viewer Viewer => viewer;

        public void Dispose() => views.Leave(feed, running, viewer);
    }

    internal sealed record Running(LiveView View, CancellationTokenSource Stop, Task Task);
}
