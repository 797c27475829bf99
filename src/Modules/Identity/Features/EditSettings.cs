using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;

namespace Vedette.Identity.Features;

internal static class EditSettings
{
    /// <summary>What is absent or null stays as it is.</summary>
    internal sealed record SettingsRequest(bool? Registration = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/settings", GetAsync).RequireAdministrator().WithName("GetIdentitySettings");
        _ = routes.MapPatch("/settings", ChangeAsync).RequireAdministrator().WithName("ChangeIdentitySettings");
    }

    private static async Task<Ok<Settings>> GetAsync(SettingsStore store, CancellationToken cancellation) =>
        TypedResults.Ok(await store.GetAsync(cancellation));

    private static async Task<Ok<Settings>> ChangeAsync(
        SettingsRequest request, Caller caller, SettingsStore store, TimeProvider time, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ChangeAsync(request.Registration, Deed.Of(caller, time.GetUtcNow()), cancellation));
}
