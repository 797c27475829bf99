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

internal static class AddProperty
{
    internal sealed record AddPropertyRequest(string? Name = null, string? Address = null, string? TimeZone = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/properties", HandleAsync).RequireRight(Right.Configure).WithName("AddProperty");

    private static async Task<Results<Created<CreatedView<PropertyId>>, ProblemHttpResult>> HandleAsync(
        AddPropertyRequest request,
        Caller caller,
        PropertyStore store,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!Property.TryCreate(PropertyId.New(), request.Name, request.Address, request.TimeZone, out var property, out var errors))
        {
            return Problem.Invalid(errors.All);
        }

        await store.AddAsync(property, new Deed(caller.Actor, time.GetUtcNow()), cancellation);
        return TypedResults.Created($"/api/inventory/properties/{property.Id}", new CreatedView<PropertyId>(property.Id));
    }
}
