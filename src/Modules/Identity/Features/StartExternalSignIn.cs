using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.External;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>Sends the browser to an identity provider.</summary>
internal sealed class StartExternalSignIn(
    ProviderDirectory providers, SecretProtector secrets, IdentityOptions options, TimeProvider time, ILogger<StartExternalSignIn> log)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/external/{provider}/start", (string provider, string? returnTo, StartExternalSignIn feature, HttpContext http, CancellationToken cancellation) =>
            feature.HandleAsync(provider, returnTo, http, cancellation)).AllowAnonymous().WithName("StartExternalSignIn");

    private async Task<Results<RedirectHttpResult, ProblemHttpResult>> HandleAsync(
        string provider, string? returnTo, HttpContext http, CancellationToken cancellation)
    {
        if (providers.Find(provider) is not { } found)
        {
            return Problem.NotFound("identity provider", provider);
        }

        http.Response.Headers.CacheControl = "no-store";
        var pending = PendingSignIn.New(provider, returnTo, time.GetUtcNow());
        try
        {
            var url = await found.AuthorizationUrlAsync(pending, http.CallbackUrl(provider, options), cancellation);
            http.Response.Cookies.Append(PendingSignIn.Cookie, pending.Protect(secrets), http.ExternalCookie(PendingSignIn.Lifetime));
            return TypedResults.Redirect(url.AbsoluteUri);
        }
        catch (FaultException fault)
        {
            IdentityLog.ProviderFailed(log, provider, fault.Message, fault.InnerException);
            return TypedResults.Redirect(ExternalReply.Failed("provider-unreachable"));
        }
    }
}
