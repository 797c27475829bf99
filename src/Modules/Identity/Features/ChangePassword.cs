using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal sealed class ChangePassword(
    UserStore users,
    PasswordHashing passwords,
    SignInThrottle throttle,
    SignInEnds ends,
    TimeProvider time)
{
    internal sealed record ChangePasswordRequest(string? CurrentPassword = null, string? NewPassword = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/me/password", (ChangePasswordRequest request, ChangePassword feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.HandleAsync(request, caller, http, cancellation)).WithName("ChangePassword");

    private async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ChangePasswordRequest request,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(request.CurrentPassword))
        {
            return Problem.Invalid("currentPassword", "Must not be empty.");
        }

        if (PasswordPolicy.Error(request.NewPassword) is { } error)
        {
            return Problem.Invalid("newPassword", error);
        }

        // A stolen access token must not be a way around the throttle of signing in.
        var (name, address, now) = (User.SignInName(caller.Name), http.Connection.RemoteIpAddress, time.GetUtcNow());
        if (throttle.Attempt(name, address, now) is { } wait)
        {
            return http.TooManyAttempts(wait);
        }

        var user = await users.FindAsync(caller.UserId, cancellation);
        if (await passwords.VerifyAsync(user?.PasswordHash, request.CurrentPassword, cancellation) == PasswordVerificationResult.Failed)
        {
            return Problem.Invalid("currentPassword", "This is not your password.");
        }

        throttle.Succeeded(name, address, now);
        if (await users.ChangePasswordAsync(user!, passwords.Hash(request.NewPassword!), caller.SignIn, now, cancellation) is not { } ended)
        {
            return Problem.Conflict("stale", "The password was changed by somebody else in the meantime.");
        }

        await ends.HearAsync(ended, now);
        return TypedResults.NoContent();
    }
}
