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

/// <summary>Deletes a clip, its files and its links; the footage stays. One that is being made is stopped.</summary>
internal static class DeleteClip
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/clips/{id}", HandleAsync).RequireRight(Right.Delete).WithName("DeleteClip");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Caller caller, CameraPlaces places, ClipStore store, ClipProgress progress, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } job)
        {
            return Problem.NotFound("clip", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Delete, job.CameraIds, "clip", id) is { } refusal)
        {
            return refusal;
        }

        if (!await store.MarkDeletingAsync(job, caller, cancellation))
        {
            return Problem.NotFound("clip", id);
        }

        // The worker alone touches the files: it stops, deletes them and forgets the row.
        await progress.StopAsync(id);
        progress.Order();
        return TypedResults.NoContent();
    }
}
