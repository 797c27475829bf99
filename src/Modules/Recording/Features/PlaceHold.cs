using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>What to hold.</summary>
internal sealed record NewHold
{
    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>May lie in the future: what is recorded until then is held too.</summary>
    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What was placed.</summary>
internal sealed record PlacedHold(Guid Id);

/// <summary>Keeps a range of footage from being deleted; what exists of it when this answers stays.</summary>
internal static class PlaceHold
{
    private const int MostCameras = 256;
    private const int MostYears = 10;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/holds", HandleAsync).RequireRight(Right.Hold).WithName("PlaceHold");

    private static async Task<Results<Created<PlacedHold>, ProblemHttpResult>> HandleAsync(
        NewHold request, Caller caller, CameraRoster roster, CameraPlaces places, HoldDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var cameras = request.CameraIds.Distinct().ToList();
        var errors = Check(request, cameras, now);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        if (CameraRights.Refusal(roster, places, caller, Right.Hold, cameras) is { } refusal)
        {
            return refusal;
        }

        var hold = new Hold
        {
            Id = Guid.CreateVersion7(now),
            CameraIds = cameras,
            From = SegmentFacts.WholeMicroseconds(request.From.ToUniversalTime()),
            To = SegmentFacts.WholeMicroseconds(request.To.ToUniversalTime()),
            Reason = request.Reason.Trim(),
            Owner = caller.Actor,
            CreatedAt = SegmentFacts.WholeMicroseconds(now),
            ExpiresAt = request.ExpiresAt is { } end ? SegmentFacts.WholeMicroseconds(end.ToUniversalTime()) : null,
        };
        await desk.PlaceAsync(hold, caller.Address, cancellation);
        return TypedResults.Created($"/api/recording/holds/{hold.Id}", new PlacedHold(hold.Id));
    }

    private static Dictionary<string, string[]> Check(NewHold request, List<CameraId> cameras, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        if (cameras.Count is 0 or > MostCameras)
        {
            errors["cameraIds"] = [$"Name 1 to {MostCameras} cameras."];
        }

        if (request.From >= request.To)
        {
            errors["to"] = ["The range ends before it starts."];
        }
        else if (request.From.Year < 1970 || request.To > now.AddYears(MostYears))
        {
            errors["from"] = [$"The range lies between 1970 and {MostYears} years from now."];
        }

        if (!HoldWords.IsReason(request.Reason))
        {
            errors["reason"] = [HoldWords.ReasonWanted];
        }

        if (request.ExpiresAt <= now || request.ExpiresAt?.Year > 9000)
        {
            errors["expiresAt"] = ["The hold would be over already."];
        }

        return errors;
    }
}
