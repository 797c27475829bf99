using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Media.Units;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;

namespace Vedette.Streams.Features;

/// <summary>The live view's WebSocket: a text frame with the MIME type, then fragmented MP4 for MediaSource.</summary>
internal static class WatchLive
{
    private const string Transcoded = "h264";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/live", HandleAsync).RequireRightOn<CameraPlaces>(Right.Live).AcceptTokenInQuery().WithName("WatchLive");

    private static async Task<IResult> HandleAsync(
        CameraId id,
        string? stream,
        string? transcode,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        FeedDirectory feeds,
        FeedChanges changes,
        LiveViews views,
        CameraAccess access,
        WatchLog log,
        TimeProvider time)
    {
        if (roster.Find(id) is null)
        {
            return Problem.NotFound("camera", id);
        }

        if (transcode is not (null or Transcoded))
        {
            return Problem.Invalid("transcode", $"Pictures are converted to {Transcoded} only.");
        }

        if (StreamWishes.Parse(stream) is not { } wish)
        {
            return StreamWishes.Refusal();
        }

        if (LiveSocket.Refusal(context) is { } refusal)
        {
            return refusal;
        }

        using var use = feeds.Use(id, wish);
        if (use is null)
        {
            return Problem.Conflict("camera-off", "The camera is switched off; switch it on to watch it.");
        }

        if (transcode is not null && use.Feed.Hub.Format is { Video.Codec: Codec.H264 })
        {
            return Problem.Conflict("transcode-needless", "The camera sends H.264 already.");
        }

        using var viewer = new Viewer(time);
        using var seat = views.Join(use.Feed, transcode is not null, viewer, out var full);
        if (seat is null)
        {
            return full!;
        }

        using var lease = access.Open(context.User, id);
        log.Note(caller, id, "live pictures");

        // Another stream may come to serve: a role was changed, or the small stream cannot be had.
        using var listening = changes.Listen(camera => LeaveIfChanged(camera == id, feeds, id, wish, seat.Feed, viewer));
        await using var line = await LiveLine.OpenAsync(context);
        using var accepted = await LiveSocket.AcceptAsync(context, line);
        using var socket = new LiveSocket(accepted, new SocketAccess(lease.Access, time));
        await socket.WhileWatchedAsync(ending => ShowAsync(socket, line, viewer, ending), context.RequestAborted);
        return Results.Empty;
    }

    private static void LeaveIfChanged(bool concerns, FeedDirectory feeds, CameraId camera, StreamWish wish, CameraFeed shown, Viewer viewer)
    {
        using var now = concerns ? feeds.Use(camera, wish) : null;
        if (now is not null && now.Feed != shown)
        {
            viewer.Close(Farewell.Changed);
        }
    }

    private static async Task<Farewell> ShowAsync(LiveSocket socket, LiveLine? line, Viewer viewer, CancellationToken ending)
    {
        viewer.SendBy(line is null ? null : line.SendNow);
        try
        {
            while (await viewer.TakeAsync(ending) is { } message)
            {
                try
                {
                    await socket.SendAsync(message);
                }
                finally
                {
                    message.Fragment?.Release();
                }
            }
        }
        finally
        {
            viewer.SendBy(null);
        }

        return viewer.Farewell ?? Farewell.Stopping;
    }
}
