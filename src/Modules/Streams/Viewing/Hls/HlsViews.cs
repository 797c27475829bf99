using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing.Hls;

/// <summary>The windows playlists are written from: begun by the first request, ended half a minute after the last.</summary>
internal sealed class HlsViews(FeedDirectory feeds, LiveViews views, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(CameraId Camera, StreamWish Wish), HlsView> _running = [];
    private readonly ConcurrentDictionary<Task, bool> _watching = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The window of a camera's stream, begun when there is none.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="wish">Which stream.</param>
    /// <param name="refusal">Why not, when it is null.</param>
    public HlsWindow? Open(CameraId camera, StreamWish wish, out IResult? refusal)
    {
        lock (_gate)
        {
            if (_running.TryGetValue((camera, wish), out var running) && !running.Window.HasEnded && running.Follow(feeds, views))
            {
                refusal = null;
                running.AskedAt = time.GetTimestamp();
                return running.Window;
            }

            _ = _running.Remove((camera, wish));
            running?.Dispose();
            if (feeds.Use(camera, wish) is not { } use)
            {
                refusal = Problem.Conflict("camera-off", "The camera is switched off; switch it on to watch it.");
                return null;
            }

            // Numbers go on where an earlier window of the same stream may have ended: players and caches remember them.
            var begun = HlsView.TryBegin(use, wish, new HlsWindow(HlsShape.For(use.Feed), time.GetUtcNow().ToUnixTimeSeconds()), views, out refusal);
            if (begun is null)
            {
                return null;
            }

            begun.AskedAt = time.GetTimestamp();
            _running[(camera, wish)] = begun;
            Watch(camera, wish, begun);
            return begun.Window;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watching.Keys);
        lock (_gate)
        {
            foreach (var view in _running.Values)
            {
                view.Dispose();
            }

            _running.Clear();
        }

        _stop.Dispose();
    }

    private void Watch(CameraId camera, StreamWish wish, HlsView view)
    {
        var watching = EndWhenForgottenAsync(camera, wish, view);
        _watching[watching] = true;
        _ = watching.ContinueWith(ended => _watching.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task EndWhenForgottenAsync(CameraId camera, StreamWish wish, HlsView view)
    {
        using var look = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await look.WaitForNextTickAsync(_stop.Token))
            {
                lock (_gate)
                {
                    if (_running.GetValueOrDefault((camera, wish)) != view)
                    {
                        return;
                    }

                    if (time.GetElapsedTime(view.AskedAt) >= Patience)
                    {
                        _ = _running.Remove((camera, wish));
                        view.Dispose();
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
