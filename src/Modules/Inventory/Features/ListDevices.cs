using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

internal static class ListDevices
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/devices", ListAsync).WithName("ListDevices");
        _ = routes.MapGet("/devices/{id}", GetAsync).WithName("GetDevice");
    }

    private static async Task<Results<Ok<Page<DeviceView>>, ProblemHttpResult>> ListAsync(
        PageRequest page,
        Caller caller,
        DeviceStore store,
        CancellationToken cancellation,
        string? kind = null,
        RoomId? roomId = null,
        string? search = null)
    {
        var errors = new FieldErrors();
        var asked = KindNamed(kind);
        _ = errors.Check("kind", kind, kind is not null && asked is null ? "Must be camera, thing or siren." : null);
        _ = errors.Check("search", search, search?.Length > Label.MaxName ? $"Must not be longer than {Label.MaxName} characters." : null);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var filter = new DeviceFilter(asked, roomId, string.IsNullOrWhiteSpace(search) ? null : search.Trim());
        var found = caller.SeesEverything() ? await store.ListAsync(filter, page.AfterId(), page.Fetch, cancellation) : [];
        return TypedResults.Ok(page.Cut<DeviceView>([.. found.Select(DeviceView.Of)], device => [device.Id.ToString()]));
    }

    // A query is bound by the member's name as written in the code; the API's words are those of the JSON.
    private static DeviceKind? KindNamed(string? name) => name switch
    {
        "camera" => DeviceKind.Camera,
        "thing" => DeviceKind.Thing,
        "siren" => DeviceKind.Siren,
        _ => null,
    };

    private static async Task<Results<Ok<DeviceView>, ProblemHttpResult>> GetAsync(
        DeviceId id,
        Caller caller,
        DeviceStore store,
        HttpResponse response,
        CancellationToken cancellation)
    {
        if (!caller.SeesEverything() || await store.FindAsync(id, cancellation) is not { } device)
        {
            return Problem.NotFound("device", id);
        }

        response.Headers.ETag = EntityTag.Quoted(device.Version);
        return TypedResults.Ok(DeviceView.Of(device));
    }
}
