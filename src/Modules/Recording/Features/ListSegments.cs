using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>A segment as the index knows it.</summary>
internal sealed record SegmentView
{
    public required Guid Id { get; init; }

    public required Guid Run { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Of the file as it was recorded; null while it is being written.</summary>
    public string? Sha256 { get; init; }

    public required string Codec { get; init; }

    public string? AudioCodec { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required long Sequence { get; init; }

    public static SegmentView Of(Segment segment) => new()
    {
        Id = segment.Id,
        Run = segment.RunId,
        Start = segment.Start,
        End = segment.End,
        DurationSeconds = segment.Duration.TotalSeconds,
        Bytes = segment.Bytes,
        Sha256 = segment.IsOpen ? null : Convert.ToHexStringLower(segment.Sha256),
        Codec = segment.Codec,
        AudioCodec = segment.AudioCodec,
        Width = segment.Width,
        Height = segment.Height,
        Sequence = segment.Sequence,
    };
}

/// <summary>The segments of a range, by start; of the last day when none is given.</summary>
internal static class ListSegments
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/segments", HandleAsync).RequireRightOn<CameraPlaces>(Right.Playback).WithName("ListSegments");

    private static async Task<Results<Ok<Page<SegmentView>>, ProblemHttpResult>> HandleAsync(
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

        if (!TryReadCursor(page.After, out var start, out var sequence))
        {
            return Problem.Invalid("cursor", "The cursor is not one this list gave.");
        }

        // After the first page by order, not by overlap: a clock set back lets segments overlap that are not neighbours.
        var segments = start is { } after
            ? await index.SegmentsAfterAsync(id, (after, sequence), range.From, range.To, page.Fetch, cancellation)
            : await index.SegmentsAsync(id, range.From, range.To, cancellation, page.Fetch);
        return TypedResults.Ok(page.Cut([.. segments.Select(SegmentView.Of)], view =>
        [
            view.Start.ToUnixMicroseconds().ToString(CultureInfo.InvariantCulture),
            view.Sequence.ToString(CultureInfo.InvariantCulture),
        ]));
    }

    private static bool TryReadCursor(IReadOnlyList<string> parts, out DateTimeOffset? start, out long sequence)
    {
        const long MostMicroseconds = 10_000_000_000_000_000;
        (start, sequence) = (null, -1);
        if (parts.Count == 0)
        {
            return true;
        }

        if (parts.Count != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            || microseconds > MostMicroseconds
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out sequence))
        {
            return false;
        }

        start = UnixTime.FromUnixMicroseconds(microseconds);
        return true;
    }
}
