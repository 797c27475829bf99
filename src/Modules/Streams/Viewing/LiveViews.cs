using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;
using Vedette.Streams.Viewing.Transcoding;

namespace Vedette.Streams.Viewing;

/// <summary>The live views that run: one for each feed somebody watches, and one for each that is transcoded.</summary>
internal sealed class LiveViews(StreamsOptions options, Transcodes transcodes, ILogger<LiveViews> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(CameraFeed Feed, bool IsTranscoded), Running> _running = [];
    private readonly HashSet<Task> _ending = [];

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

    public int ViewersOf(CameraId camera)
    {
        lock (_gate)
        {
            return _running.Where(running => running.Key.Feed.Camera == camera).Sum(running => running.Value.View.Viewers);
        }
    }

    public int ViewersOf(CameraFeed feed)
    {
        lock (_gate)
        {
            return _running.Where(running => running.Key.Feed == feed).Sum(running => running.Value.View.Viewers);
        }
    }

    /// <summary>Shows a feed to somebody, starting the view for the first.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="isTranscoded">Whether its pictures are to be converted.</param>
    /// <param name="viewer">Who watches.</param>
    /// <param name="refusal">Why not, when the seat is null.</param>
    public Seat? Join(CameraFeed feed, bool isTranscoded, ILiveAudience viewer, out IResult? refusal)
    {
        lock (_gate)
        {
            refusal = null;
            if (ViewersOf(feed) >= options.ViewersPerCamera)
            {
                refusal = Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "too-many-viewers", "Too many people watch this camera; try again later.");
                return null;
            }

            if (!_running.TryGetValue((feed, isTranscoded), out var running) || running.Task.IsCompleted)
            {
                if (Start(feed, isTranscoded) is not { } started)
                {
                    refusal = Problem.Refuse(
                        StatusCodes.Status503ServiceUnavailable, "transcode-budget", "As many streams as this server may convert are being converted already; try again later.");
                    return null;
                }

                _running[(feed, isTranscoded)] = running = started;
            }

            running.View.Join(viewer);
            return new Seat(this, feed, isTranscoded, running, viewer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Running[] running;
        Task[] ending;
        lock (_gate)
        {
            (running, ending) = ([.. _running.Values], [.. _ending]);
            _running.Clear();
        }

        foreach (var view in running)
        {
            await view.Stop.CancelAsync();
        }

        await Task.WhenAll([.. running.Select(view => view.Task), .. ending]);
    }

    /// <summary>Null when it would have to be transcoded and no place is free.</summary>
    private Running? Start(CameraFeed feed, bool isTranscoded)
    {
        var transcode = isTranscoded ? transcodes.TryStart(feed) : null;
        if (isTranscoded && transcode is null)
        {
            return null;
        }

        var (view, stop) = (new LiveView(feed, transcode), new CancellationTokenSource());
        return new Running(view, stop, RunAsync(feed, view, transcode, stop));
    }

    private async Task RunAsync(CameraFeed feed, LiveView view, Transcode? transcode, CancellationTokenSource stop)
    {
        try
        {
            // Off the joining request's thread: the view muxes what is cached before the first wait.
            await Task.Yield();
            var transcoding = transcode?.RunAsync(stop.Token) ?? Task.CompletedTask;
            await view.RunAsync(stop.Token);
            await stop.CancelAsync();
            await transcoding;
        }
        catch (Exception unexpected)
        {
            StreamsLog.LiveViewFailed(logger, feed.Camera, unexpected);
        }
        finally
        {
            transcode?.Dispose();
        }
    }

    private void Leave(Seat seat, Running running)
    {
        lock (_gate)
        {
            running.View.Leave(seat.Viewer);
            if (running.View.Viewers == 0)
            {
                // A view that failed may have been replaced already.
                var name = (seat.Feed, seat.IsTranscoded);
                _ = _running.TryGetValue(name, out var newest) && newest == running && _running.Remove(name);
                _ = _ending.RemoveWhere(task => task.IsCompleted);
                _ = _ending.Add(running.Task);
                _ = running.Stop.CancelAsync();
            }
        }
    }

    /// <summary>A viewer's place; given up when disposed.</summary>
    internal sealed class Seat(LiveViews views, CameraFeed feed, bool isTranscoded, Running running, ILiveAudience viewer) : IDisposable
    {
        public CameraFeed Feed => feed;

        public bool IsTranscoded => isTranscoded;

        public ILiveAudience Viewer => viewer;

        public void Dispose() => views.Leave(this, running);
    }

    internal sealed record Running(LiveView View, CancellationTokenSource Stop, Task Task);
}
