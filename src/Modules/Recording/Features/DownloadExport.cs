using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The file of a finished export; a broken download can be continued.</summary>
internal static class DownloadExport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/exports/{id}/download", HandleAsync)
            .RequireRight(Right.Export)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "video/mp4")
            .WithName("DownloadExport");

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        HttpContext context,
        CameraPlaces places,
        FootageLeases leases,
        ExportStore store,
        ExportFolder folder,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } job)
        {
            return Problem.NotFound("export", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Export, job.CameraIds, "export", id) is { } refusal)
        {
            return refusal;
        }

        if (job.State != ExportState.Ready)
        {
            return Problem.Conflict("not-ready", job.State == ExportState.Failed ? "The export failed." : "The export is not ready yet.");
        }

        var file = folder.FileOf(job);
        if (!File.Exists(file))
        {
            return Problem.Refuse(StatusCodes.Status410Gone, "gone", "The file of the export is no longer there.");
        }

        // A download continued in pieces is one download.
        if (context.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From is not > 0)
        {
            await store.RecordDownloadAsync(job, caller, cancellation);
        }

        leases.WatchOver(context, caller, Right.Export, job.CameraIds);
        context.Response.Headers.CacheControl = "private, no-cache";
        var name = job.IsArchive && !job.Sealed ? Path.ChangeExtension(ExportName.Of("export", job.From, job.To), ".zip") : job.Result.Files[0].Name;
        return TypedResults.PhysicalFile(
            file,
            job.IsArchive ? "application/zip" : "video/mp4",
            name,
            entityTag: new EntityTagHeaderValue($"\"{job.Id:N}\""),
            enableRangeProcessing: true);
    }
}
