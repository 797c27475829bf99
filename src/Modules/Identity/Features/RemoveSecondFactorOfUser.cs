using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>For who has lost phone and recovery codes: an administrator lets them in by password again.</summary>
internal static class RemoveSecondFactorOfUser
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/users/{user}/second-factor", HandleAsync).RequireAdministrator().WithName("RemoveSecondFactorOfUser");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        UserId user, UserStore users, SecondFactorStore secondFactors, Caller caller, TimeProvider time, CancellationToken cancellation)
    {
        if (await users.FindAsync(user, cancellation) is null)
        {
            return Problem.NotFound("user", user);
        }

        _ = await secondFactors.RemoveAsync(user, caller.Actor, caller.Address, time.GetUtcNow(), cancellation);
        return TypedResults.NoContent();
    }
}
