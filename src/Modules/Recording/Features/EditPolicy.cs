using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Features;

/// <summary>Shows and replaces what is recorded of a camera and how long it is kept.</summary>
internal static class EditPolicy
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cameras/{id}/policy", Get).RequireRightOn<CameraPlaces>(Right.Playback).WithName("GetCameraPolicy");
        routes.MapPut("/cameras/{id}/policy", HandleAsync).RequireRightOn<CameraPlaces>(Right.Configure).WithName("EditCameraPolicy");
    }

    private static Results<Ok<CameraPolicy>, ProblemHttpResult> Get(CameraId id, CameraRoster roster, LivePolicies policies) =>
        roster.Cameras.ContainsKey(id) ? TypedResults.Ok(policies.Of(id)) : Problem.NotFound("camera", id);

    private static async Task<Results<Ok<CameraPolicy>, ProblemHttpResult>> HandleAsync(
        CameraId id,
        PolicyChange change,
        Caller caller,
        CameraRoster roster,
        LivePolicies policies,
        ActionLog actions,
        CancellationToken cancellation)
    {
        // A removed camera's footage is kept by its policy too.
        if (!roster.Cameras.ContainsKey(id))
        {
            return Problem.NotFound("camera", id);
        }

        if (change.ToPolicy(out var errors) is not { } policy)
        {
            return Problem.Invalid(errors);
        }

        await actions.RecordAsync("recording.policy-changed", caller, id.Value, Describe(policy), cancellation);
        await policies.ReplaceAsync(id, policy, cancellation);
        return TypedResults.Ok(policy);
    }

    private static string Describe(CameraPolicy policy) =>
        $"Kept {Days(policy.Continuous)} days, motion {Days(policy.Motion)}, incidents {Days(policy.Incident)}"
        + $" ({policy.Template ?? "own times"}); mode {policy.Mode}, priority {policy.Priority}, archive {policy.Archive}.";

    private static string Days(KeepingTime time) => FormattableString.Invariant($"{time.MinDays:0.##} to {time.MaxDays?.ToString("0.##") ?? "∞"}");
}
