using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Pictures;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;
using Vedette.Streams.Viewing.Stills;

namespace Vedette.Streams.Features;

/// <summary>A still picture of what a camera shows now: its newest key picture.</summary>
internal static class GetStill
{
    private const int Narrowest = 16;
    private const int Widest = 3840;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/still.jpg", HandleAsync)
            .RequireRightOn<CameraPlaces>(Right.Live)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .WithName("GetStill");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        CameraId id,
        string? stream,
        int? width,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        FeedDirectory feeds,
        StillViews stills,
        WatchLog log,
        CancellationToken cancellation)
    {
        if (roster.Find(id) is null)
        {
            return Problem.NotFound("camera", id);
        }

        if (StreamWishes.Parse(stream) is not { } wish)
        {
            return StreamWishes.Refusal();
        }

        if (width is < Narrowest or > Widest)
        {
            return Problem.Invalid("width", $"The width is {Narrowest} to {Widest} pixels.");
        }

        try
        {
            using var use = feeds.Use(id, wish);
            if (use is null || await stills.TakeAsync(use.Feed, width, cancellation) is not { } still)
            {
                return Problem.Refuse(StatusCodes.Status404NotFound, "no-picture", "The camera shows no picture now.");
            }

            log.Note(caller, id, "still pictures");
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["Vedette-Picture-Time"] = still.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            return TypedResults.File(still.Jpeg, "image/jpeg", lastModified: still.At, entityTag: new EntityTagHeaderValue($"\"{still.Tag}\""));
        }
        catch (DecoderMissingException missing)
        {
            return Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "decoder-missing", missing.Message);
        }
        catch (FaultException failed) when (failed.Kind == FaultKind.ChildProcess)
        {
            return failed.IsTransient
                ? Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "decoder-busy", failed.Message)
                : Problem.Refuse(StatusCodes.Status500InternalServerError, "decoder-failed", failed.Message);
        }
    }
}
