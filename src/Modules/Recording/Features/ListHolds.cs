using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Holds;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The holds, newest first, and one of them.</summary>
internal static class ListHolds
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/holds", HandleAsync).RequireRight(Right.Playback).WithName("ListHolds");
        routes.MapGet("/holds/{id}", GetAsync).RequireRight(Right.Playback).WithName("GetHold");
    }

    private static async Task<Results<Ok<Page<HoldView>>, ProblemHttpResult>> HandleAsync(
        string? state, CameraId? cameraId, PageRequest page, HoldStore store, CancellationToken cancellation)
    {
        HoldState? wanted = state switch
        {
            null => null,
            "active" => HoldState.Active,
            "released" => HoldState.Released,
            "expired" => HoldState.Expired,
            _ => (HoldState)(-1),
        };
        if (wanted is { } word && !Enum.IsDefined(word))
        {
            return Problem.Invalid("state", "The state is \"active\", \"released\" or \"expired\".");
        }

        var views = new List<HoldView>();
        foreach (var hold in await store.ListAsync(wanted, cameraId, page.AfterId(), page.Fetch, cancellation))
        {
            views.Add(await HoldView.OfAsync(hold, store, cancellation));
        }

        return TypedResults.Ok(page.Cut(views, view => [view.Id.ToString()]));
    }

    private static async Task<Results<Ok<HoldView>, ProblemHttpResult>> GetAsync(Guid id, HoldStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } hold
            ? TypedResults.Ok(await HoldView.OfAsync(hold, store, cancellation))
            : Problem.NotFound("hold", id);
}
