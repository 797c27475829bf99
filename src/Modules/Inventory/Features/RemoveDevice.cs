using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Features;

internal static class RemoveDevice
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/devices/{id}", HandleAsync).RequireRightOn<DevicePlaces>(Right.Configure).WithName("RemoveDevice");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        DeviceId id,
        Caller caller,
        DeviceStore store,
        TimeProvider time,
        CancellationToken cancellation) =>
        await store.RemoveAsync(id, Deed.Of(caller, time), cancellation) is { } refusal
            ? RefusalView.Of(refusal, "device", id)
            : TypedResults.NoContent();
}
