using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Clips;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The files of a finished clip and its picture; a broken download can be continued.</summary>
internal static class DownloadClip
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clips/{id}/files/{cameraId}.mp4", FileAsync)
            .RequireRight(Right.Export)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "video/mp4")
            .WithName("DownloadClip");
        routes.MapGet("/clips/{id}/snapshot.jpg", SnapshotAsync)
            .RequireRight(Right.Export)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .WithName("GetClipSnapshot");
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FileAsync(
        Guid id,
        CameraId cameraId,
        Caller caller,
        HttpContext context,
        CameraPlaces places,
        FootageLeases leases,
        ClipStore store,
        ClipFolder folder,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } job)
        {
            return Problem.NotFound("clip", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Export, job.CameraIds, "clip", id) is { } refusal)
        {
            return refusal;
        }

        if (job.State != ClipState.Ready)
        {
            return Problem.Conflict("not-ready", job.State == ClipState.Failed ? "The clip failed." : "The clip is not ready yet.");
        }

        if (job.Result.Files.FirstOrDefault(file => file.CameraId == cameraId) is not { } part)
        {
            return Problem.NotFound("file of camera", cameraId);
        }

        var path = folder.FileOf(id, cameraId);
        if (!File.Exists(path))
        {
            return Problem.Refuse(StatusCodes.Status410Gone, "gone", "The file of the clip is no longer there.");
        }

        // A download continued in pieces is one download.
        if (context.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From is not > 0)
        {
            await store.RecordAsync("recording.clip-downloaded", caller, job, cancellation);
        }

        leases.WatchOver(context, caller, Right.Export, job.CameraIds);
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.PhysicalFile(
            path, "video/mp4", part.Name, entityTag: new EntityTagHeaderValue($"\"{part.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> SnapshotAsync(
        Guid id, Caller caller, HttpContext context, CameraPlaces places, ClipStore store, ClipFolder folder, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { State: ClipState.Ready, Result.HasSnapshot: true } job || !File.Exists(folder.SnapshotOf(id)))
        {
            return Problem.NotFound("snapshot of clip", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Export, job.CameraIds, "snapshot of clip", id) is { } refusal)
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.PhysicalFile(folder.SnapshotOf(id), "image/jpeg");
    }
}
