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

/// <summary>Renames a floor plan, says which devices stand on it, or removes it.</summary>
internal static class ChangePlan
{
    internal sealed record ChangePlanRequest(string? Name = null);

    internal sealed record PlaceDevicesRequest(IReadOnlyList<PlacementFields?>? Items = null);

    internal sealed record PlacementFields(DeviceId? DeviceId = null, double? X = null, double? Y = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPatch("/plans/{id:guid}", RenameAsync).RequireRight(Right.Configure).WithName("ChangePlan");
        _ = routes.MapPut("/plans/{id:guid}/placements", PlaceAsync).RequireRight(Right.Configure).WithName("PlaceDevices");
        _ = routes.MapDelete("/plans/{id:guid}", RemoveAsync).RequireRight(Right.Configure).WithName("RemovePlan");
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> RenameAsync(
        Guid id, ChangePlanRequest request, Caller caller, PropertyStore properties, PlanStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (plan, objection) = await FindAsync(id, caller, properties, store, cancellation);
        if (objection is { } reason)
        {
            return RefusalView.Of(reason, "plan", id);
        }

        var name = Label.Read(request.Name ?? plan!.Name, Label.MaxName, out var error);
        return error is not null ? Problem.Invalid("name", error)
            : await store.RenameAsync(id, name, Deed.Of(caller, time), cancellation) is { } refusal ? RefusalView.Of(refusal, "plan", id)
            : await ShowAsync(plan!, caller, store, cancellation);
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> PlaceAsync(
        Guid id, PlaceDevicesRequest request, Caller caller, PropertyStore properties, PlanStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (plan, objection) = await FindAsync(id, caller, properties, store, cancellation);
        if (objection is { } reason)
        {
            return RefusalView.Of(reason, "plan", id);
        }

        var errors = new FieldErrors();
        var placements = Read(request, errors);
        return !errors.IsEmpty ? Problem.Invalid(errors.All)
            : await store.PlaceAsync(id, placements, Deed.Of(caller, time), cancellation) is { } refusal ? RefusalView.Of(refusal, "plan", id)
            : await ShowAsync(plan!, caller, store, cancellation);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid id, Caller caller, PropertyStore properties, PlanStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (_, objection) = await FindAsync(id, caller, properties, store, cancellation);
        return (objection ?? await store.RemoveAsync(id, Deed.Of(caller, time), cancellation)) is { } refusal
            ? RefusalView.Of(refusal, "plan", id)
            : TypedResults.NoContent();
    }

    private static async Task<(Plan? Plan, Refusal? Objection)> FindAsync(
        Guid id, Caller caller, PropertyStore properties, PlanStore store, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } plan)
        {
            return (null, Refusal.NotFound);
        }

        var isSeen = await properties.FindAsync(plan.PropertyId, caller.Reach(), cancellation) is not null;
        return (plan, caller.Objection(plan.PropertyId, isSeen));
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> ShowAsync(
        Plan plan, Caller caller, PlanStore store, CancellationToken cancellation) =>
        (await store.ListAsync(plan.PropertyId, caller.Reach(), cancellation)).FirstOrDefault(entry => entry.Plan.Id == plan.Id) is { } entry
            ? TypedResults.Ok(PlanView.Of(entry))
            : Problem.NotFound("plan", plan.Id);

    private static List<Placement> Read(PlaceDevicesRequest request, FieldErrors errors)
    {
        var placements = new List<Placement>();
        var items = request.Items ?? [];
        _ = errors.Check("items", items, request.Items is null ? "Must not be empty."
            : items.Count > Placement.MostOfOnePlan ? $"Must not be more than {Placement.MostOfOnePlan}."
            : null);
        for (var index = 0; errors.IsEmpty && index < items.Count; index++)
        {
            if (items[index] is { DeviceId: { } device, X: >= 0 and <= 1 and var x, Y: >= 0 and <= 1 and var y })
            {
                placements.Add(new Placement(device, x, y));
                continue;
            }

            errors.Add($"items[{index}]", "Must name a device, and x and y from 0 to 1.");
        }

        _ = errors.Check("items", placements, placements.DistinctBy(one => one.DeviceId).Count() == placements.Count ? null : "A device stands in one place.");
        return placements;
    }
}
