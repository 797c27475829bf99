using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>
/// The file of a segment for players: times as in its run, so that segments follow each other, and without sound browsers
/// cannot play. With <c>original=true</c> the file as it was recorded, whose hash the list of segments tells.
/// </summary>
internal static class GetSegmentFile
{
    private const string ContentType = "video/mp4";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/segments/{segmentId}.mp4", HandleAsync)
            .RequireRightOn<CameraPlaces>(Right.Playback)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: ContentType)
            .Produces(StatusCodes.Status206PartialContent, contentType: ContentType)
            .WithName("GetSegmentFile");

    private static async Task<Results<FileStreamHttpResult, ForbidHttpResult, ProblemHttpResult>> HandleAsync(
        CameraId id,
        Guid segmentId,
        bool? original,
        Caller caller,
        HttpContext context,
        CameraPlaces places,
        FootageIndex index,
        SegmentFiles files,
        CancellationToken cancellation)
    {
        if (original is true && !places.May(caller, Right.Export, [id]))
        {
            return TypedResults.Forbid();
        }

        if (await index.FindSegmentAsync(id, segmentId, cancellation) is not { } segment
            || await files.OpenAsync(segment, cancellation) is not { } file)
        {
            return Problem.NotFound("segment", segmentId);
        }

        var change = original is true ? new SegmentRewrite() : new SegmentRewrite
        {
            VideoStartTicks = new SegmentReader(file).Identity?.RunTicks,
            ForBrowsers = true,
        };
        var content = SegmentRewriter.Open(file, change);
        context.Response.Headers.CacheControl = segment.IsOpen ? "no-store" : "private, max-age=3600, immutable";
        var tag = segment.IsOpen ? null : new EntityTagHeaderValue($"\"{segment.Id:N}-{(original is true ? 'o' : 'p')}\"");
        return TypedResults.Stream(content, ContentType, entityTag: tag, enableRangeProcessing: true);
    }
}
