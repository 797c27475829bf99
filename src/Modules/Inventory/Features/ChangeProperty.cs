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

internal static class ChangeProperty
{
    /// <summary>What is absent or null stays as it is.</summary>
    internal sealed record ChangePropertyRequest(string? Name = null, string? Address = null, string? TimeZone = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/properties/{id}", HandleAsync).RequireRight(Right.Configure).WithName("ChangeProperty");

    private static async Task<Results<Ok<PropertyView>, ProblemHttpResult>> HandleAsync(
        PropertyId id,
        ChangePropertyRequest request,
        Caller caller,
        PropertyStore store,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } before)
        {
            return Problem.NotFound("property", id);
        }

        var isRight = Property.TryCreate(
            id,
            request.Name ?? before.Name,
            request.Address ?? before.Address,
            request.TimeZone ?? before.TimeZone,
            out var property,
            out var errors);
        if (!isRight)
        {
            return Problem.Invalid(errors.All);
        }

        return property == before || await store.UpdateAsync(property!, new Deed(caller.Actor, time.GetUtcNow()), cancellation) is not { } refusal
            ? TypedResults.Ok(PropertyView.Of(property!))
            : RefusalView.Of(refusal, "property", id);
    }
}
