using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Onvif;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;

namespace Vedette.Streams.Features;

/// <summary>A WebSocket that tells how every camera within the caller's reach stands, and then each change; cameras come and go as the reach does.</summary>
internal static class WatchEvents
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/events", HandleAsync).RequireRight(Right.Live).AcceptTokenInQuery().WithName("WatchStreamEvents");

    private static async Task<IResult> HandleAsync(
        HttpContext context,
        CameraRoster roster,
        FeedDirectory feeds,
        LiveViews views,
        OnvifStandings onvif,
        FeedChanges changes,
        AccessLeases leases,
        TimeProvider time)
    {
        if (LiveSocket.Refusal(context) is { } refusal)
        {
            return refusal;
        }

        // Listening begins before the first look, so that no change falls in between.
        using var news = new StandingNews(changes);
        using var lease = leases.Open(context.User, Right.Live);
        lease.Reviewed += () => news.NoteAll(roster.Cameras.Keys);
        using var accepted = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new LiveSocket(accepted, new SocketAccess(lease, time));
        await socket.WhileWatchedAsync(
            async ending =>
            {
                IReadOnlyCollection<CameraId> changed = [.. roster.Cameras.Keys];
                var told = new HashSet<CameraId>();
                while (true)
                {
                    foreach (var id in changed)
                    {
                        if (roster.Find(id) is { } camera && lease.Caller.May(Right.Live, camera.Place))
                        {
                            _ = told.Add(id);
                            await socket.SendTextAsync(Json(new { type = "camera", camera = CameraView.Of(camera, feeds, views).With(onvif.Of(id)) }));
                        }
                        else if (told.Remove(id))
                        {
                            await socket.SendTextAsync(Json(new { type = "removed", id }));
                        }
                    }

                    changed = await news.TakeAsync(ending);
                }
            },
            context.RequestAborted);
        return Results.Empty;
    }

    private static byte[] Json<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, WireFormat.Json);
}
