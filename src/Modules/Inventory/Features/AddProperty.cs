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
    internal sealed record AddPropertyRequest(
        string? Name = null, string? Address = null, string? TimeZone = null, bool External = false, UserId? OwnerId = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/properties", HandleAsync).RequireAdministrator().WithName("AddProperty");

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

        property = property with { External = request.External, OwnerId = request.OwnerId };
        return await store.AddAsync(property, Deed.Of(caller, time), cancellation) is { } refusal
            ? RefusalView.Of(refusal, "property", property.Id)
            : TypedResults.Created($"/api/inventory/properties/{property.Id}", new CreatedView<PropertyId>(property.Id));
    }
}
