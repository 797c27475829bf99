using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Features;

/// <summary>What the page somebody signs in on has to offer.</summary>
internal static class ShowSignInOptions
{
    internal sealed record SignInOptionsView(bool Registration, IReadOnlyList<SignInProvider> Providers);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sign-in-options", HandleAsync).AllowAnonymous().WithName("GetSignInOptions");

    private static async Task<Ok<SignInOptionsView>> HandleAsync(
        SettingsStore settings, IEnumerable<SignInProvider> providers, CancellationToken cancellation) =>
        TypedResults.Ok(new SignInOptionsView((await settings.GetAsync(cancellation)).Registration, [.. providers]));
}
