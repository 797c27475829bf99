using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Media.Hls;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>A range as a playlist any HLS player takes.</summary>
internal static class GetPlaylist
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/playlist.m3u8", HandleAsync)
            .RequireRightOn<CameraPlaces>(Right.Playback)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: VodPlaylist.MimeType)
            .WithName("GetPlaylist");

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        CameraId id,
        DateTimeOffset from,
        DateTimeOffset to,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        FootageIndex index,
        PlaylistBuilder playlists,
        PlaybackLog log,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!roster.Cameras.ContainsKey(id))
        {
            return Problem.NotFound("camera", id);
        }

        if (FootageRange.Check(from, to, time.GetUtcNow(), out var range) is { } wrong)
        {
            return wrong;
        }

        var segments = await index.SegmentsAsync(id, range.From, range.To, cancellation);
        if (segments.Count == 0)
        {
            return Problem.Refuse(StatusCodes.Status404NotFound, "no-footage", "Nothing is recorded in this range.");
        }

        await log.NotePlayedAsync(caller, id, range, cancellation);
        var token = context.Request.Query["access_token"].ToString();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(
            await playlists.BuildAsync(segments, token.Length == 0 ? null : token, cancellation), VodPlaylist.MimeType, Encoding.UTF8);
    }
}
