using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.External;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Features;

/// <summary>What the page somebody signs in on has to offer.</summary>
internal static class ShowSignInOptions
{
    internal sealed record SignInOptionsView(bool Registration, IReadOnlyList<SignInProviderView> Providers);

    internal sealed record SignInProviderView(string Id, string Name);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sign-in-options", HandleAsync).AllowAnonymous().WithName("GetSignInOptions");

    private static async Task<Ok<SignInOptionsView>> HandleAsync(
        SettingsStore settings, ProviderDirectory providers, CancellationToken cancellation) =>
        TypedResults.Ok(new SignInOptionsView(
            (await settings.GetAsync(cancellation)).Registration,
            [.. providers.All.Select(provider => new SignInProviderView(provider.Options.Id, provider.Options.Name))]));
}
