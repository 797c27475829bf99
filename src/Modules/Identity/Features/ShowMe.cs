using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal static class ShowMe
{
    internal sealed record MeView(UserId Id, string Username, IReadOnlyList<string> Roles);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me", HandleAsync).WithName("GetMe");

    private static async Task<Results<Ok<MeView>, ProblemHttpResult>> HandleAsync(Caller caller, UserStore users, CancellationToken cancellation) =>
        await users.FindAsync(caller.UserId, cancellation) is { Enabled: true } user
            ? TypedResults.Ok(new MeView(user.Id, user.Username, user.Roles))
            : Problem.Refuse(StatusCodes.Status401Unauthorized, "unauthenticated", "This user is gone.");
}
