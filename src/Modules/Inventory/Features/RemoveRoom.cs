using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Features;

internal static class RemoveRoom
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/rooms/{id}", HandleAsync).RequireRight(Right.Configure).WithName("RemoveRoom");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RoomId id,
        Caller caller,
        RoomStore store,
        TimeProvider time,
        CancellationToken cancellation) =>
        await store.RemoveAsync(id, new Deed(caller.Actor, time.GetUtcNow()), cancellation) is { } refusal
            ? RefusalView.Of(refusal, "room", id)
            : TypedResults.NoContent();
}
