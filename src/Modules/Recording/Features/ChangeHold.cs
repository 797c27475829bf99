using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>What is to change of a hold; a member left out stays as it is.</summary>
internal sealed record HoldChange(string? Reason = null, DateTimeOffset? ExpiresAt = null);

/// <summary>Why a hold ends.</summary>
internal sealed record HoldRelease(string Reason);

/// <summary>Changes a hold's reason or expiry, and releases it.</summary>
internal static class ChangeHold
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/holds/{id}", HandleAsync).RequireRight(Right.Hold).WithName("ChangeHold");
        routes.MapPost("/holds/{id}/release", ReleaseAsync).RequireRight(Right.Hold).WithName("ReleaseHold");
    }

    private static async Task<Results<Ok<HoldView>, ProblemHttpResult>> HandleAsync(
        Guid id, HoldChange change, Caller caller, CameraPlaces places, HoldStore store, HoldDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        if (change.Reason is not null && !HoldWords.IsReason(change.Reason))
        {
            return Problem.Invalid("reason", HoldWords.ReasonWanted);
        }

        if (change.ExpiresAt <= time.GetUtcNow() || change.ExpiresAt?.Year > 9000)
        {
            return Problem.Invalid("expiresAt", "The hold would be over already: release it.");
        }

        if (await store.FindAsync(id, cancellation) is not { } hold)
        {
            return Problem.NotFound("hold", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Hold, hold.CameraIds, "hold", id) is { } refusal)
        {
            return refusal;
        }

        var wanted = hold with
        {
            Reason = change.Reason?.Trim() ?? hold.Reason,
            ExpiresAt = change.ExpiresAt is { } end ? SegmentFacts.WholeMicroseconds(end.ToUniversalTime()) : hold.ExpiresAt,
        };
        // One whose time is over is not brought back: its footage may be gone.
        return hold.IsInForce(time.GetUtcNow()) && await desk.ChangeAsync(wanted, caller, cancellation) is { } changed
            ? TypedResults.Ok(await HoldView.OfAsync(changed, store, cancellation))
            : Problem.Conflict("hold-ended", "The hold has ended.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReleaseAsync(
        Guid id, HoldRelease release, Caller caller, CameraPlaces places, HoldStore store, HoldDesk desk, CancellationToken cancellation)
    {
        if (!HoldWords.IsReason(release.Reason))
        {
            return Problem.Invalid("reason", HoldWords.ReasonWanted);
        }

        if (await store.FindAsync(id, cancellation) is not { } hold)
        {
            return Problem.NotFound("hold", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Hold, hold.CameraIds, "hold", id) is { } refusal)
        {
            return refusal;
        }

        return await desk.ReleaseAsync(hold, caller, release.Reason.Trim(), cancellation)
            ? TypedResults.NoContent()
            : Problem.Conflict("hold-ended", "The hold has ended.");
    }
}
