using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>
/// The footage of a range as one file, at once and as it was coded: from the key picture at or before its start. What is
/// missing is skipped and told in the header <c>Vedette-Gaps</c>.
/// </summary>
internal static class ExportRange
{
    private const string ContentType = "video/mp4";
    private const string GapsHeader = "Vedette-Gaps";
    private const string TruncatedHeader = "Vedette-Gaps-Truncated";

    // Headers are limited to some kilobytes on the way; the list of gaps has its own address.
    private const int MostGapsTold = 40;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/export.mp4", HandleAsync)
            .RequireRightOn<CameraPlaces>(Right.Export)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: ContentType)
            .WithName("ExportRange");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> HandleAsync(
        CameraId id,
        DateTimeOffset from,
        DateTimeOffset to,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        FootageIndex index,
        FootageExport export,
        FootageLeases leases,
        ActionLog actions,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!roster.Cameras.TryGetValue(id, out var camera))
        {
            return Problem.NotFound("camera", id);
        }

        if (FootageRange.Check(from, to, time.GetUtcNow(), out var range) is { } wrong)
        {
            return wrong;
        }

        if (await index.SegmentsAsync(id, range.From, range.To, cancellation, most: 1) is [])
        {
            return Problem.Refuse(StatusCodes.Status404NotFound, "no-footage", "Nothing is recorded in this range.");
        }

        var recorded = await index.RangesAsync(id, range.From, range.To, cancellation);
        var gaps = await index.GapsAsync(id, range.From, range.To, cancellation);
        var missing = MissingFootage.Of(range.Until(time.GetUtcNow()), recorded, gaps);
        await actions.RecordAsync(
            "recording.footage-exported", caller, id.Value, $"{camera.Name}: {range.From:O} to {range.To:O}, streamed.", cancellation);

        context.Response.Headers[GapsHeader] = JsonSerializer.Serialize(missing.Take(MostGapsTold), WireFormat.Json);
        if (missing.Count > MostGapsTold)
        {
            context.Response.Headers[TruncatedHeader] = "true";
        }

        context.Response.Headers.CacheControl = "no-store";
        leases.WatchOver(context, caller, Right.Export, [id]);
        return TypedResults.Stream(
            _ => export.WriteAsync(
                index.EachSegmentAsync(id, range.From, range.To, context.RequestAborted), range, context.Response.BodyWriter, context.RequestAborted),
            ContentType,
            ExportName.Of(camera.Name, range.From, range.To));
    }
}
