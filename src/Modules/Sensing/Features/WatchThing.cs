using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Viewing;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>A WebSocket that tells how a thing stands, its newest values, and then everything it says.</summary>
internal static class WatchThing
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/things/{id}/live", HandleAsync).RequireRightOn<ThingPlaces>(Right.Live).AcceptTokenInQuery().WithName("WatchThing");

    private static async Task<IResult> HandleAsync(
        DeviceId id,
        Caller caller,
        HttpContext context,
        ThingRoster roster,
        ThingWatches watches,
        ThingTopics topics,
        AccessLeases leases,
        ThingDeeds deeds,
        TimeProvider time)
    {
        if (roster.Find(id) is null)
        {
            return Problem.NotFound("thing", id);
        }

        if (TopicSocket.Refusal(context) is { } refusal)
        {
            return refusal;
        }

        using var seat = topics.Join(id);
        if (seat is null)
        {
            return Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "too-many-viewers", "Too many look at this thing already.");
        }

        // The room it is in now: a thing that is moved out of the viewer's sight takes the view along.
        using var lease = leases.Open(context.User, Right.Live, () => roster.Find(id)?.Place);
        seat.Moved = lease.Review;
        deeds.Saw(caller, id);
        using var accepted = await context.WebSockets.AcceptWebSocketAsync();
        await new TopicSocket(accepted, lease, time).RunAsync(First(watches.StateOf(id)), seat.Messages, context.RequestAborted);
        return Results.Empty;
    }

    private static List<byte[]> First(ThingState state) =>
    [
        Json(StandingMessage.Of(state)),
        .. state.Latest.Values.Select(latest => Json(new { type = "measurement", latest.Measure, latest.Unit, latest.Value, latest.At })),
    ];

    private static byte[] Json<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, WireFormat.Json);
}
