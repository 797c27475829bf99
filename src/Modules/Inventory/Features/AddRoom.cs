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

internal static class AddRoom
{
    internal sealed record AddRoomRequest(PropertyId? PropertyId = null, string? Name = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/rooms", HandleAsync).RequireAdministrator().WithName("AddRoom");

    private static async Task<Results<Created<CreatedView<RoomId>>, ProblemHttpResult>> HandleAsync(
        AddRoomRequest request,
        Caller caller,
        RoomStore store,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var room = new Room(
            RoomId.New(),
            errors.Check("propertyId", request.PropertyId, request.PropertyId is null ? "Must not be empty." : null).GetValueOrDefault(),
            errors.Check("name", Label.Read(request.Name, Label.MaxName, out var nameError), nameError));
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        return await store.AddAsync(room, Deed.Of(caller, time), cancellation) is { } refusal
            ? RefusalView.Of(refusal, "room", room.Id)
            : TypedResults.Created($"/api/inventory/rooms/{room.Id}", new CreatedView<RoomId>(room.Id));
    }
}
