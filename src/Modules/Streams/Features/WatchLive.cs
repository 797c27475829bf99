using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;

namespace Vedette.Streams.Features;

/// <summary>The live view's WebSocket: a text frame with the MIME type, then fragmented MP4 for MediaSource.</summary>
internal static class WatchLive
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/live", HandleAsync).RequireRight(Right.Live).AcceptTokenInQuery().WithName("WatchLive");

    private static async Task<IResult> HandleAsync(
        CameraId id, HttpContext context, CameraRoster roster, FeedDirectory feeds, LiveViews views)
    {
        if (roster.Find(id) is null)
        {
            return Problem.NotFound("camera", id);
        }

        if (LiveSocket.Refusal(context) is { } refusal)
        {
            return refusal;
        }

        using var use = feeds.Use(id, StreamChoice.Main);
        if (use is null)
        {
            return Problem.Conflict("camera-off", "The camera is switched off; switch it on to watch it.");
        }

        using var seat = views.Join(use.Feed);
        if (seat is null)
        {
            return Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "too-many-viewers", "Too many people watch this camera; try again later.");
        }

        using var accepted = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new LiveSocket(accepted);
        await socket.WhileWatchedAsync(ending => ShowAsync(socket, seat.Viewer, ending), context.RequestAborted);
        return Results.Empty;
    }

    private static async Task<Farewell> ShowAsync(LiveSocket socket, Viewer viewer, CancellationToken ending)
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

        return viewer.Farewell ?? Farewell.Stopping;
    }
}
