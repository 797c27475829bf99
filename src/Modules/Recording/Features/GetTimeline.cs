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

/// <summary>What is recorded of a range and what is missing, cut to the range.</summary>
internal sealed record TimelineView
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required IReadOnlyList<RecordedRange> Ranges { get; init; }

    public required IReadOnlyList<TimelineGap> Gaps { get; init; }

    /// <summary>Share of the time footage is owed that is recorded, 0 to 1; times switched off on purpose, or without an event when only events are recorded, are not owed.</summary>
    public required double Coverage { get; init; }
}

/// <summary>A gap on the timeline; one that lasts ends now.</summary>
internal sealed record TimelineGap(DateTimeOffset Start, DateTimeOffset End, GapCause Cause, string Detail);

/// <summary>The timeline of a range; of the last day when none is given.</summary>
internal static class GetTimeline
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/timeline", HandleAsync).RequireRightOn<CameraPlaces>(Right.Playback).WithName("GetTimeline");

    private static async Task<Results<Ok<TimelineView>, ProblemHttpResult>> HandleAsync(
        CameraId id,
        DateTimeOffset? from,
        DateTimeOffset? to,
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

        var ranges = await index.RangesAsync(id, range.From, range.To, cancellation);
        var gaps = await index.GapsAsync(id, range.From, range.To, cancellation);
        var past = range.Until(time.GetUtcNow());
        var shown = gaps.Select(gap => Clip(gap, past)).Where(gap => gap.End > gap.Start).ToList();
        return TypedResults.Ok(new TimelineView
        {
            From = range.From,
            To = range.To,
            Ranges = ranges,
            Gaps = shown,
            Coverage = CoverageOf(ranges, shown),
        });
    }

    private static TimelineGap Clip(Gap gap, FootageRange past) => new(
        gap.Start > past.From ? gap.Start : past.From,
        gap.End is { } end && end < past.To ? end : past.To,
        gap.Cause,
        gap.Detail);

    private static double CoverageOf(IReadOnlyList<RecordedRange> ranges, List<TimelineGap> gaps)
    {
        var recorded = ranges.Sum(range => (range.End - range.Start).Ticks);
        var missing = gaps.Where(gap => gap.Cause.IsOwed()).Sum(gap => (gap.End - gap.Start).Ticks);
        return recorded == 0 ? 0 : (double)recorded / (recorded + missing);
    }
}
