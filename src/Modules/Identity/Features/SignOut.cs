using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal static class SignOut
{
    internal sealed record SignOutRequest(string? RefreshToken = null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/logout", HandleAsync).WithName("SignOut");

    // A token nobody knows answers the same: signed out is what was asked for.
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SignOutRequest request,
        Caller caller,
        SignInStore signIns,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(request.RefreshToken))
        {
            return Problem.Invalid("refreshToken", "Must not be empty.");
        }

        await signIns.EndAsync(RefreshToken.HashOf(request.RefreshToken), caller.UserId, time.GetUtcNow(), cancellation);
        return TypedResults.NoContent();
    }
}
