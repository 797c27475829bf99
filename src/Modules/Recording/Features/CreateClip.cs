using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Clips;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>What to keep.</summary>
internal sealed record NewClip
{
    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>May lie ahead: the clip waits for it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }
}

/// <summary>What was created.</summary>
internal sealed record CreatedClip(Guid Id);

/// <summary>Orders a clip, which is made in the background as soon as its end is on the disk.</summary>
internal static class CreateClip
{
    private const int MostCameras = 64;
    private const int LongestReason = 500;
    private const int MostUnfinished = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/clips", HandleAsync).RequireRight(Right.Export).WithName("CreateClip");

    private static async Task<Results<Created<CreatedClip>, ProblemHttpResult>> HandleAsync(
        NewClip request,
        Caller caller,
        CameraRoster roster,
        CameraPlaces places,
        ClipStore store,
        ClipProgress progress,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var cameras = request.CameraIds.Distinct().ToList();
        if (cameras.Count is 0 or > MostCameras)
        {
            return Problem.Invalid("cameraIds", $"Name 1 to {MostCameras} cameras.");
        }

        if (CameraRights.Refusal(roster, places, caller, Right.Export, cameras) is { } refusal)
        {
            return refusal;
        }

        if (request.Reason is { Length: > LongestReason })
        {
            return Problem.Invalid("reason", $"The reason has at most {LongestReason} characters.");
        }

        if (FootageRange.Check(request.From, request.To, now, out var range) is { } wrong)
        {
            return wrong;
        }

        if (range.To > now + FurthestAhead || range.To - range.From > Longest)
        {
            return Problem.Invalid("to", $"A clip is at most {Longest.TotalHours} hours long and ends at most {FurthestAhead.TotalMinutes} minutes from now.");
        }

        if (await store.UnfinishedAsync(cancellation) >= MostUnfinished)
        {
            return Problem.Conflict("too-many-clips", "Too many clips wait to be made. Try again when some of them are ready.");
        }

        var job = new ClipJob
        {
            Id = Guid.CreateVersion7(now),
            CameraIds = cameras,
            From = range.From,
            To = range.To,
            Moment = range.From + ((range.To - range.From) / 2),
            Reason = request.Reason?.Trim() ?? "",
            State = ClipState.Waiting,
            CreatedAt = now,
            CreatedBy = caller.Actor,
        };
        await store.AddAsync(job, caller.Address, cancellation);
        progress.Order();
        return TypedResults.Created($"/api/recording/clips/{job.Id}", new CreatedClip(job.Id));
    }
}
