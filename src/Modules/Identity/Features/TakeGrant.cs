using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal static class TakeGrant
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/users/{id}/grants/{grantId}", HandleAsync).RequireAdministrator().WithName("TakeGrant");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        UserId id, Guid grantId, Caller caller, GrantStore grants, TimeProvider time, CancellationToken cancellation) =>
        await grants.TakeAsync(id, grantId, Deed.Of(caller, time.GetUtcNow()), cancellation) switch
        {
            true => TypedResults.NoContent(),
            false => Problem.Conflict("grant-of-owner", "This grant belongs to whoever owns the property; change the property's owner."),
            null => Problem.NotFound("grant", grantId),
        };
}
