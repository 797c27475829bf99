using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>The floor plans of a property the caller sees something of, with the devices he sees.</summary>
internal static class ListPlans
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/properties/{id}/plans", HandleAsync).WithName("ListPlans");

    private static async Task<Results<Ok<Page<PlanView>>, ProblemHttpResult>> HandleAsync(
        PropertyId id,
        Caller caller,
        PropertyStore properties,
        PlanStore store,
        CancellationToken cancellation)
    {
        var reach = caller.Reach();
        return await properties.FindAsync(id, reach, cancellation) is null
            ? Problem.NotFound("property", id)
            : TypedResults.Ok(new Page<PlanView>([.. (await store.ListAsync(id, reach, cancellation)).Select(PlanView.Of)], null));
    }
}
