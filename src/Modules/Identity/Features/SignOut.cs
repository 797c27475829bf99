using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;

namespace Vedette.Identity.Features;

/// <summary>Ends a sign-in: the one of the refresh token, or the one this very request belongs to.</summary>
internal static class SignOut
{
    internal sealed record SignOutRequest(string? RefreshToken = null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/logout", HandleAsync).WithName("SignOut");

    // A token nobody knows answers the same: signed out is what was asked for.
    private static async Task<NoContent> HandleAsync(
        SignOutRequest request,
        Caller caller,
        SignInStore signIns,
        SignInEnds ends,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ended = !string.IsNullOrEmpty(request.RefreshToken) ? await signIns.EndByTokenAsync(RefreshToken.HashOf(request.RefreshToken), caller, now, cancellation)
            : caller.SignIn is { } signIn ? await signIns.EndAsync(signIn, caller.UserId, caller, now, cancellation)
            : null;
        await ends.HearAsync(ended, now);
        return TypedResults.NoContent();
    }
}
