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

internal static class ListProperties
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/properties", ListAsync).WithName("ListProperties");
        _ = routes.MapGet("/properties/{id}", GetAsync).WithName("GetProperty");
    }

    private static async Task<Ok<Page<PropertyView>>> ListAsync(
        PageRequest page,
        Caller caller,
        PropertyStore store,
        CancellationToken cancellation)
    {
        var found = caller.SeesEverything() ? await store.ListAsync(page.AfterId(), page.Fetch, cancellation) : [];
        return TypedResults.Ok(page.Cut<PropertyView>([.. found.Select(PropertyView.Of)], property => [property.Id.ToString()]));
    }

    private static async Task<Results<Ok<PropertyView>, ProblemHttpResult>> GetAsync(
        PropertyId id,
        Caller caller,
        PropertyStore store,
        CancellationToken cancellation) =>
        caller.SeesEverything() && await store.FindAsync(id, cancellation) is { } property
            ? TypedResults.Ok(PropertyView.Of(property))
            : Problem.NotFound("property", id);
}
