using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>A stretch that is worth keeping, and why.</summary>
internal sealed record MarkView(Guid Id, DateTimeOffset From, DateTimeOffset To, FootageClass Class, string Reason);

/// <summary>The marks of a range, by start; of the last day when none is given. Needs no database.</summary>
internal static class ListMarks
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/marks", Handle).RequireRightOn<CameraPlaces>(Right.Playback).WithName("ListMarks");

    private static Results<Ok<Page<MarkView>>, ProblemHttpResult> Handle(
        CameraId id, DateTimeOffset? from, DateTimeOffset? to, PageRequest page, CameraRoster roster, FootageMarks marks, TimeProvider time)
    {
        if (!roster.Cameras.ContainsKey(id))
        {
            return Problem.NotFound("camera", id);
        }

        if (FootageRange.Check(from, to, time.GetUtcNow(), out var range) is { } wrong)
        {
            return wrong;
        }

        var found = marks.Between(id, range.From, range.To);
        var after = 0;
        if (page.After.Count > 0)
        {
            after = found.ToList().FindIndex(mark => mark.Id.ToString() == page.After[0]) + 1;
            if (after == 0)
            {
                return Problem.Invalid("cursor", "The cursor is not one this list gave.");
            }
        }

        return TypedResults.Ok(page.Cut(
            [.. found.Skip(after).Take(page.Fetch).Select(mark => new MarkView(mark.Id, mark.From, mark.To, mark.Class, mark.Reason))],
            view => [view.Id.ToString()]));
    }
}
