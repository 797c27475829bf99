using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>A stretch without footage that is owed.</summary>
internal sealed record GapView
{
    public required Guid Id { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? End { get; init; }

    public required GapCause Cause { get; init; }

    public required string Detail { get; init; }

    public static GapView Of(Gap gap) =>
        new() { Id = gap.Id, Start = gap.Start, End = gap.End, Cause = gap.Cause, Detail = gap.Detail };
}

/// <summary>The gaps of a range, by start; of the last day when none is given.</summary>
internal static class ListGaps
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/gaps", HandleAsync).RequireRightOn<CameraPlaces>(Right.Playback).WithName("ListGaps");

    private static async Task<Results<Ok<Page<GapView>>, ProblemHttpResult>> HandleAsync(
        CameraId id,
        DateTimeOffset? from,
        DateTimeOffset? to,
        PageRequest page,
        CameraRoster roster,
        FootageIndex index,
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

        // Gaps are few: all of the range are read and the page is cut here.
        var gaps = await index.GapsAsync(id, range.From, range.To, cancellation);
        var after = 0;
        if (page.After.Count > 0)
        {
            after = gaps.ToList().FindIndex(gap => gap.Id.ToString() == page.After[0]) + 1;
            if (after == 0)
            {
                return Problem.Invalid("cursor", "The cursor is not one this list gave.");
            }
        }

        return TypedResults.Ok(page.Cut(
            [.. gaps.Skip(after).Take(page.Fetch).Select(GapView.Of)], view => [view.Id.ToString()]));
    }
}
