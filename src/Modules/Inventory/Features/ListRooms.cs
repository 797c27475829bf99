using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

internal static class ListRooms
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/rooms", ListAsync).WithName("ListRooms");
        _ = routes.MapGet("/rooms/{id}", GetAsync).WithName("GetRoom");
    }

    private static async Task<Ok<Page<RoomView>>> ListAsync(
        PageRequest page,
        Caller caller,
        RoomStore store,
        CancellationToken cancellation,
        PropertyId? propertyId = null)
    {
        var found = await store.ListAsync(propertyId, caller.Reach(), page.AfterId(), page.Fetch, cancellation);
        return TypedResults.Ok(page.Cut<RoomView>([.. found.Select(RoomView.Of)], room => [room.Id.ToString()]));
    }

    private static async Task<Results<Ok<RoomView>, ProblemHttpResult>> GetAsync(
        RoomId id,
        Caller caller,
        RoomStore store,
        CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } room && caller.Sees(room.Place)
            ? TypedResults.Ok(RoomView.Of(room))
            : Problem.NotFound("room", id);
}
