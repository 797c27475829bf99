using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>Something that happened before a camera.</summary>
internal sealed record NewEvent
{
    public required CameraId CameraId { get; init; }

    /// <summary>When; now when it is not given.</summary>
    public DateTimeOffset? At { get; init; }

    public required FootageClass Class { get; init; }

    /// <summary>Seconds worth keeping before it; the camera's pre-roll when not given.</summary>
    public double? BeforeSeconds { get; init; }

    /// <summary>Seconds worth keeping after it; the camera's post-roll when not given.</summary>
    public double? AfterSeconds { get; init; }

    public required string Reason { get; init; }
}

/// <summary>What was marked.</summary>
internal sealed record CreatedMark(Guid Id);

/// <summary>
/// Says that something happened: what surrounds it is marked, and recorded where only events are. Needs no database, so that
/// a contact or a button on the same machine is heard whatever else is down.
/// </summary>
internal static class RaiseEvent
{
    private const int LongestReason = 500;
    private static readonly TimeSpan LongestSide = TimeSpan.FromHours(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(3660);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/events", HandleAsync).RequireRight(Right.Configure).WithName("RaiseRecordingEvent");

    private static async Task<Results<Created<CreatedMark>, ProblemHttpResult>> HandleAsync(
        NewEvent request, Caller caller, CameraRoster roster, CameraPlaces places, EventIntake intake, TimeProvider time, CancellationToken cancellation)
    {
        if (roster.Find(request.CameraId) is null || !places.Sees(caller, [request.CameraId]))
        {
            return Problem.Invalid("cameraId", $"There is no camera {request.CameraId}.");
        }

        if (!places.May(caller, Right.Configure, [request.CameraId]))
        {
            return CameraRights.Forbidden();
        }

        var now = time.GetUtcNow();
        var at = (request.At ?? now).ToUniversalTime();
        var errors = Check(request, at, now);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var id = await intake.RaiseAsync(
            request.CameraId, at, request.Class, Seconds(request.BeforeSeconds), Seconds(request.AfterSeconds), request.Reason.Trim(), cancellation);
        return TypedResults.Created($"/api/recording/cameras/{request.CameraId}/marks", new CreatedMark(id));
    }

    private static Dictionary<string, string[]> Check(NewEvent request, DateTimeOffset at, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Class is not (FootageClass.Motion or FootageClass.Incident))
        {
            errors["class"] = ["The class is motion or incident."];
        }

        if (at > now + Ahead || at < now - Oldest)
        {
            errors["at"] = ["The instant lies in the future or too far back."];
        }

        foreach (var (field, seconds) in new[] { ("beforeSeconds", request.BeforeSeconds), ("afterSeconds", request.AfterSeconds) })
        {
            if (seconds is { } given && !(given >= 0 && given <= LongestSide.TotalSeconds))
            {
                errors[field] = [$"0 to {LongestSide.TotalSeconds} seconds."];
            }
        }

        if (errors.Count == 0 && request is { BeforeSeconds: 0, AfterSeconds: 0 })
        {
            errors["afterSeconds"] = ["Something before or after it has to be kept."];
        }

        if (request.Reason.Length > LongestReason)
        {
            errors["reason"] = [$"The reason has at most {LongestReason} characters."];
        }

        return errors;
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;
}
