using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Clips;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The clips of cameras the caller may export from, newest first, and each by itself.</summary>
internal static class ListClips
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clips", ListAsync).RequireRight(Right.Export).WithName("ListClips");
        routes.MapGet("/clips/{id}", GetAsync).RequireRight(Right.Export).WithName("GetClip");
    }

    private static async Task<Results<Ok<Page<ClipView>>, ProblemHttpResult>> ListAsync(
        PageRequest page, Caller caller, CameraPlaces places, ClipStore store, ClipProgress progress, CancellationToken cancellation)
    {
        var jobs = await VisibleItems.ListAsync(
            page, (before, most) => store.ListAsync(before, most, cancellation), job => job.Id, job => places.May(caller, Right.Export, job.CameraIds));
        return TypedResults.Ok(page.Cut([.. jobs.Select(job => ClipView.Of(job, progress))], view => [view.Id.ToString()]));
    }

    private static async Task<Results<Ok<ClipView>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, CameraPlaces places, ClipStore store, ClipProgress progress, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is not { } job ? Problem.NotFound("clip", id)
        : CameraRights.Refusal(places, caller, Right.Export, job.CameraIds, "clip", id) is { } refusal ? refusal
        : TypedResults.Ok(ClipView.Of(job, progress));
}
