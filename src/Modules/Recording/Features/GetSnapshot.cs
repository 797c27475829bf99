using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Pictures;
using Vedette.Platform.Web;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>A still picture: the key picture at or before an instant, the newest when none is given.</summary>
internal static class GetSnapshot
{
    private const int Narrowest = 16;
    private const int Widest = 3840;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/snapshot.jpg", HandleAsync)
            .RequireRightOn<CameraPlaces>(Right.Playback)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .WithName("GetSnapshot");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        CameraId id,
        DateTimeOffset? at,
        int? width,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        Snapshots snapshots,
        PlaybackLog log,
        CancellationToken cancellation)
    {
        if (!roster.Cameras.ContainsKey(id))
        {
            return Problem.NotFound("camera", id);
        }

        if (width is < Narrowest or > Widest)
        {
            return Problem.Invalid("width", $"The width is {Narrowest} to {Widest} pixels.");
        }

        if (at is { Year: < 1971 or > 2200 })
        {
            return Problem.Invalid("at", "The instant is too far away.");
        }

        try
        {
            if (await snapshots.TakeAsync(id, at, width, cancellation) is not { } snapshot)
            {
                return Problem.Refuse(StatusCodes.Status404NotFound, "no-footage", "Nothing is recorded at that moment.");
            }

            await log.NoteSnapshotAsync(caller, id, snapshot.At, cancellation);
            context.Response.Headers.CacheControl = at is null ? "no-store" : "private, max-age=60";
            context.Response.Headers["Vedette-Picture-Time"] = snapshot.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            return TypedResults.File(snapshot.Jpeg, "image/jpeg");
        }
        catch (DecoderMissingException missing)
        {
            return Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "decoder-missing", missing.Message);
        }
        catch (FaultException failed) when (failed.Kind is FaultKind.ChildProcess or FaultKind.Format)
        {
            return failed.IsTransient
                ? Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "decoder-busy", failed.Message)
                : Problem.Refuse(StatusCodes.Status500InternalServerError, "decoder-failed", failed.Message);
        }
    }
}
