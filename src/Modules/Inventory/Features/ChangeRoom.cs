using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

internal static class ChangeRoom
{
    /// <summary>What is absent or null stays as it is.</summary>
    internal sealed record ChangeRoomRequest(string? Name = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/rooms/{id}", HandleAsync).RequireAdministrator().WithName("ChangeRoom");

    private static async Task<Results<Ok<RoomView>, ProblemHttpResult>> HandleAsync(
        RoomId id,
        ChangeRoomRequest request,
        Caller caller,
        RoomStore store,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } before)
        {
            return Problem.NotFound("room", id);
        }

        var room = before with { Name = Label.Read(request.Name ?? before.Name, Label.MaxName, out var error) };
        if (error is not null)
        {
            return Problem.Invalid("name", error);
        }

        return await store.RenameAsync(id, room.Name, Deed.Of(caller, time), cancellation) is { } refusal
            ? RefusalView.Of(refusal, "room", id)
            : TypedResults.Ok(RoomView.Of(room));
    }
}
