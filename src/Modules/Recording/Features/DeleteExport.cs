using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>Deletes an export and its file; the footage stays. One that is being made is stopped.</summary>
internal static class DeleteExport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/exports/{id}", HandleAsync).RequireRight(Right.Delete).WithName("DeleteExport");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Caller caller, CameraPlaces places, ExportStore store, ExportFolder folder, ExportProgress progress, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } job)
        {
            return Problem.NotFound("export", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Delete, job.CameraIds, "export", id) is { } refusal)
        {
            return refusal;
        }

        if (!await store.DeleteAsync(job, caller, cancellation))
        {
            return Problem.NotFound("export", id);
        }

        // The row goes first: whoever makes the file sees that nobody wants it any more and deletes it.
        await progress.StopAsync(id);
        folder.Delete(job);
        return TypedResults.NoContent();
    }
}
