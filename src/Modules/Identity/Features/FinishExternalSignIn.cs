using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.External;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>Takes the browser back from an identity provider and gives it a one-time code for the console.</summary>
internal sealed class FinishExternalSignIn(
    ProviderDirectory providers,
    ExternalUsers people,
    ExternalLoginStore logins,
    Refusals refusals,
    SecretProtector secrets,
    IdentityOptions options,
    TimeProvider time,
    ILogger<FinishExternalSignIn> log)
{
    private const int MaxCode = 4_096;

    internal sealed record Callback(
        [property: FromQuery] string? Code, [property: FromQuery] string? State, [property: FromQuery] string? Error, [property: FromQuery] string? Iss);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/external/{provider}/callback",
            (string provider, [AsParameters] Callback callback, FinishExternalSignIn feature, HttpContext http, CancellationToken cancellation) =>
                feature.HandleAsync(provider, callback, http, cancellation)).AllowAnonymous().WithName("FinishExternalSignIn");

    private async Task<Results<RedirectHttpResult, ProblemHttpResult>> HandleAsync(
        string provider, Callback callback, HttpContext http, CancellationToken cancellation)
    {
        if (providers.Find(provider) is not { } found)
        {
            return Problem.NotFound("identity provider", provider);
        }

        http.Response.Headers.CacheControl = "no-store";
        var now = time.GetUtcNow();
        var pending = PendingSignIn.Read(http.Request.Cookies[PendingSignIn.Cookie], provider, callback.State, secrets, now);
        http.Response.Cookies.Delete(PendingSignIn.Cookie, http.ExternalCookie());
        if (pending is null)
        {
            return await RefuseAsync("not-begun-here", provider, "the state is unknown or too old", null, http, now, cancellation);
        }

        if (callback.Error is not null || callback.Code is not { Length: > 0 and <= MaxCode } code)
        {
            // Not for the log of actions: people change their minds.
            return TypedResults.Redirect(ExternalReply.Failed(callback.Error == "access_denied" ? "access-denied" : "provider-refused"));
        }

        try
        {
            var person = await found.RedeemAsync(code, callback.Iss, pending, http.CallbackUrl(provider, options), cancellation);
            return await AdmitAsync(person, found.Options, pending, http, now, cancellation);
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Network)
        {
            IdentityLog.ProviderFailed(log, provider, fault.Message, fault.InnerException);
            return TypedResults.Redirect(ExternalReply.Failed("provider-unreachable"));
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return await RefuseAsync("provider-refused", provider, fault.Message, null, http, now, cancellation);
        }
    }

    private async Task<RedirectHttpResult> AdmitAsync(
        ExternalPerson person, ProviderOptions provider, PendingSignIn pending, HttpContext http, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await people.ResolveAsync(person, provider, http.Address(), cancellation) is not { } user)
        {
            return await RefuseAsync("no-account", provider.Id, "nobody here is this person", null, http, now, cancellation);
        }

        if (!user.Enabled)
        {
            return await RefuseAsync("account-disabled", provider.Id, "the user is switched off", user.Id, http, now, cancellation);
        }

        var code = RefreshToken.NewSecret();
        await logins.AddCodeAsync(RefreshToken.HashOf(code), new SignInCode(user.Id, provider.Id, now + SignInCode.Lifetime), cancellation);
        return TypedResults.Redirect(ExternalReply.Succeeded(code, pending.ReturnTo));
    }

    private async Task<RedirectHttpResult> RefuseAsync(
        string error, string provider, string why, UserId? user, HttpContext http, DateTimeOffset now, CancellationToken cancellation)
    {
        IdentityLog.ExternalRefused(log, provider, why);
        await refusals.NoteAsync("sign-in-refused", user, $"By {provider}: {why}.", http.Address(), now, cancellation);
        return TypedResults.Redirect(ExternalReply.Failed(error));
    }
}
