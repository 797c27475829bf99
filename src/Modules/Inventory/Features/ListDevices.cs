using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>The devices the caller sees: those in rooms within reach, and for administrators those in none.</summary>
internal static class ListDevices
{
    /// <summary>What may be asked for; absent is not asked for.</summary>
    internal sealed record DeviceQuery(
        [FromQuery(Name = "kind")] string? Kind = null,
        [FromQuery(Name = "capability")] string? Capability = null,
        [FromQuery(Name = "propertyId")] PropertyId? PropertyId = null,
        [FromQuery(Name = "roomId")] RoomId? RoomId = null,
        [FromQuery(Name = "enabled")] bool? Enabled = null,
        [FromQuery(Name = "recording")] bool? Recording = null,
        [FromQuery(Name = "assigned")] bool? Assigned = null,
        [FromQuery(Name = "status")] string? Status = null,
        [FromQuery(Name = "search")] string? Search = null,
        [FromQuery(Name = "sort")] string? Sort = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/devices", ListAsync).WithName("ListDevices");
        _ = routes.MapGet("/devices/actives", ListActivesAsync).WithName("ListActiveDevices");
        _ = routes.MapGet("/devices/{id}", GetAsync).WithName("GetDevice");
    }

    private static Task<Results<Ok<DevicePage>, ProblemHttpResult>> ListActivesAsync(
        [AsParameters] DeviceQuery query, PageRequest page, Caller caller, DeviceReader reader, CancellationToken cancellation) =>
        ListAsync(query with { Enabled = true }, page, caller, reader, cancellation);

    private static async Task<Results<Ok<DevicePage>, ProblemHttpResult>> ListAsync(
        [AsParameters] DeviceQuery query, PageRequest page, Caller caller, DeviceReader reader, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var sorting = Sorting.Read(query.Sort, DeviceReader.SortKeys, errors);
        var filter = Filter(query, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var (found, total) = await reader.ListAsync(filter, caller.Reach(), sorting, sorting.StartOf(page), page.Fetch, cancellation);
        var cut = page.Cut(found, entry => sorting.CursorOf(entry.SortKey, entry.Device.Id.Value));
        return TypedResults.Ok(new DevicePage([.. cut.Items.Select(entry => DeviceView.Of(entry, caller))], cut.Next, total));
    }

    private static DeviceFilter Filter(DeviceQuery query, FieldErrors errors)
    {
        var kind = KindNamed(query.Kind);
        _ = errors.Check("kind", query.Kind, query.Kind is not null && kind is null ? "Must be camera, thing or siren." : null);
        _ = errors.Check("search", query.Search, Label.SearchError(query.Search));
        _ = errors.Check(
            "status",
            query.Status,
            query.Status is null || DeviceStatus.All.Contains(query.Status) ? null : $"Must be one of {string.Join(", ", DeviceStatus.All)}.");
        var capabilities = query.Capability?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        _ = errors.Check("capability", query.Capability, capabilities.Length > 10 || query.Capability?.Length > 500 ? "Must be at most 10 words." : null);
        return new DeviceFilter(kind, query.RoomId, query.Search)
        {
            PropertyId = query.PropertyId,
            Enabled = query.Enabled,
            Recording = query.Recording,
            Assigned = query.Assigned,
            Status = query.Status,
            Capabilities = [.. capabilities.Select(CapabilitySet.TypeOf)],
        };
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
        DeviceReader reader,
        HttpResponse response,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(id, cancellation) is not { } entry || !caller.Sees(entry.Device.Place))
        {
            return Problem.NotFound("device", id);
        }

        response.Headers.ETag = EntityTag.Quoted(entry.Device.Version);
        return TypedResults.Ok(DeviceView.Of(entry, caller));
    }
}
