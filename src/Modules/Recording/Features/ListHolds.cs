using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Holds;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The holds on footage the caller may see, newest first, and one of them.</summary>
internal static class ListHolds
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/holds", HandleAsync).RequireRight(Right.Playback).WithName("ListHolds");
        routes.MapGet("/holds/{id}", GetAsync).RequireRight(Right.Playback).WithName("GetHold");
    }

    private static async Task<Results<Ok<Page<HoldView>>, ProblemHttpResult>> HandleAsync(
        string? state, CameraId? cameraId, PageRequest page, Caller caller, CameraPlaces places, HoldStore store, CancellationToken cancellation)
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
        var holds = await VisibleItems.ListAsync(
            page,
            (before, most) => store.ListAsync(wanted, cameraId, before, most, cancellation),
            hold => hold.Id,
            hold => places.May(caller, Right.Playback, hold.CameraIds));
        foreach (var hold in holds)
        {
            views.Add(await HoldView.OfAsync(hold, store, cancellation));
        }

        return TypedResults.Ok(page.Cut(views, view => [view.Id.ToString()]));
    }

    private static async Task<Results<Ok<HoldView>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, CameraPlaces places, HoldStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is not { } hold ? Problem.NotFound("hold", id)
        : CameraRights.Refusal(places, caller, Right.Playback, hold.CameraIds, "hold", id) is { } refusal ? refusal
        : TypedResults.Ok(await HoldView.OfAsync(hold, store, cancellation));
}
