using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal static class ListGrants
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/grants", ListAsync).RequireAdministrator().WithName("ListGrants");
        _ = routes.MapGet("/users/{id}/grants", OfUserAsync).RequireAdministrator().WithName("ListGrantsOfUser");
    }

    private static async Task<Ok<Page<GrantView>>> ListAsync(
        PageRequest page,
        GrantList list,
        TimeProvider time,
        CancellationToken cancellation,
        PropertyId? propertyId = null,
        RoomId? roomId = null,
        UserId? userId = null)
    {
        var found = await list.ListAsync(propertyId?.Value, roomId?.Value, userId, page.AfterId(), page.Fetch, cancellation);
        var now = time.GetUtcNow();
        return TypedResults.Ok(page.Cut<GrantView>([.. found.Select(entry => GrantView.Of(entry, now))], grant => [grant.Id.ToString("D")]));
    }

    private static async Task<Results<Ok<GrantsView>, ProblemHttpResult>> OfUserAsync(
        UserId id, GrantList list, UserStore users, TimeProvider time, CancellationToken cancellation) =>
        await users.FindAsync(id, cancellation) is null
            ? Problem.NotFound("user", id)
            : TypedResults.Ok(GrantsView.Of(await list.OfAsync(id, cancellation), time.GetUtcNow()));
}
