using Microsoft.AspNetCore.Http;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing.Hls;

/// <summary>A window with its seat before a live view, and the use that keeps the feed connected.</summary>
internal sealed class HlsView : IDisposable
{
    private readonly FeedUse _use;
    private readonly StreamWish _wish;
    private LiveViews.Seat _seat;

    private HlsView(FeedUse use, StreamWish wish, HlsWindow window, LiveViews.Seat seat) =>
        (_use, _wish, Window, _seat) = (use, wish, window, seat);

    public HlsWindow Window { get; }

    /// <summary>When somebody asked last, as the clock's time stamp.</summary>
    public long AskedAt { get; set; }

    /// <summary>Takes the use and the window over, also when it is refused.</summary>
    public static HlsView? TryBegin(FeedUse use, StreamWish wish, HlsWindow window, LiveViews views, out IResult? refusal)
    {
        if (views.Join(use.Feed, isTranscoded: false, window, out refusal) is { } seat)
        {
            return new HlsView(use, wish, window, seat);
        }

        use.Dispose();
        window.Dispose();
        return null;
    }

    /// <summary>Goes over to another feed when that one serves now: for the player it is a new start. False when it cannot.</summary>
    public bool Follow(FeedDirectory feeds, LiveViews views)
    {
        using var now = feeds.Use(_seat.Feed.Camera, _wish);
        if (now is null || now.Wanted != _use.Wanted)
        {
            return false;
        }

        if (now.Feed == _seat.Feed)
        {
            return true;
        }

        _seat.Dispose();
        if (views.Join(now.Feed, isTranscoded: false, Window, out _) is not { } seat)
        {
            return false;
        }

        _seat = seat;
        return true;
    }

    public void Dispose()
    {
        _seat.Dispose();
        Window.Dispose();
        _use.Dispose();
    }
}
