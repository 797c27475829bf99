using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Features;

internal static class RemoveProperty
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/properties/{id}", HandleAsync).RequireAdministrator().WithName("RemoveProperty");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        PropertyId id,
        Caller caller,
        PropertyStore store,
        TimeProvider time,
        CancellationToken cancellation,
        string? contents = null)
    {
        var (refusal, inside) = await store.RemoveAsync(id, ContentsChoice.Unassigns(contents), Deed.Of(caller, time), cancellation);
        return refusal is { } reason ? RefusalView.Of(reason, "property", id)
            : inside is not null ? RefusalView.NotEmpty("property", inside, tellsRooms: true)
            : TypedResults.NoContent();
    }
}
