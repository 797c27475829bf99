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

internal static class RemoveUser
{
    private const string Unassign = "unassign";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/users/{id}", HandleAsync).RequireAdministrator().WithName("RemoveUser");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        UserId id,
        Caller caller,
        UserStore users,
        TimeProvider time,
        CancellationToken cancellation,
        string? properties = null)
    {
        if (properties is not null and not Unassign)
        {
            return Problem.Invalid("properties", $"Must be {Unassign} or absent.");
        }

        return await users.RemoveAsync(id, properties == Unassign, Deed.Of(caller, time.GetUtcNow()), cancellation) is { } refusal
            ? RefusalView.Of(refusal, id)
            : TypedResults.NoContent();
    }
}
