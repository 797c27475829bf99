using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>
/// Who has the right to configure where the device is changes it, and moves it where he has that right too. Who owns the property
/// switches it on and off. Out of all rooms only administrators take it.
/// </summary>
internal static class ChangeDevice
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/devices/{id}", HandleAsync).WithName("ChangeDevice");

    private static async Task<Results<Ok<DeviceView>, ProblemHttpResult>> HandleAsync(
        DeviceId id,
        ChangeDeviceRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        Caller caller,
        DeviceReader reader,
        DeviceStore store,
        RoomStore rooms,
        SecretProtector secrets,
        InventoryOptions options,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellation)
    {
        // Who may change nothing anywhere learns nothing by a plain refusal.
        if (!caller.May(Right.Configure) && !caller.Roles.Contains(Roles.Owner))
        {
            return RefusalView.Forbidden;
        }

        if (await reader.FindAsync(id, cancellation) is not { } known || !caller.Sees(known.Device.Place))
        {
            return Problem.NotFound("device", id);
        }

        if (await ObjectionAsync(caller, known, request, rooms, cancellation) is { } objection)
        {
            return RefusalView.Of(objection, "device", id);
        }

        var errors = new FieldErrors();
        var expected = IfMatch.Read(ifMatch, "device", errors);
        var change = new DeviceChange(request, known.Device.RoomId, secrets, options.HostPolicy, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var (_, refusal) = await store.ChangeAsync(id, expected, change.Apply, Deed.Of(caller, time), cancellation);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        if ((refusal ?? change.Refusal) is { } reason)
        {
            return RefusalView.Of(reason, "device", id);
        }

        if (await reader.FindAsync(id, cancellation) is not { } entry)
        {
            return Problem.NotFound("device", id);
        }

        response.Headers.ETag = EntityTag.Quoted(entry.Device.Version);
        return TypedResults.Ok(DeviceView.Of(entry, caller));
    }

    /// <summary>Why the caller may not make this change. A room nobody may see is like one that is not there.</summary>
    private static async Task<Refusal?> ObjectionAsync(
        Caller caller, DeviceEntry known, ChangeDeviceRequest request, RoomStore rooms, CancellationToken cancellation)
    {
        if (caller.IsAdministrator)
        {
            return null;
        }

        if (!caller.May(Right.Configure, known.Device.Place))
        {
            var isOwner = caller.Roles.Contains(Roles.Owner) && known.Owner == caller.UserId;
            return isOwner && request.OnlySwitches ? null : Refusal.Forbidden;
        }

        if (!request.SaysRoomId || request.RoomId == known.Device.RoomId)
        {
            return null;
        }

        var target = request.RoomId is { } room ? (await rooms.FindAsync(room, cancellation))?.Place : null;
        return request.RoomId is not null && !caller.Sees(target) ? Refusal.NoSuchRoom
            : !caller.May(Right.Configure, target) ? Refusal.Forbidden
            : null;
    }
}
