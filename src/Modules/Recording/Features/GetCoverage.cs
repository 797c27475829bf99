using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Coverage;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>How much of each day is recorded, and why the rest is not: of one camera or of all.</summary>
internal static class GetCoverage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cameras/{id}/coverage", OfCameraAsync).RequireRightOn<CameraPlaces>(Right.Playback).WithName("GetCameraCoverage");
        routes.MapGet("/coverage", OfAllAsync).RequireRight(Right.Playback).WithName("GetCoverage");
    }

    private static async Task<Results<Ok<CameraCoverageView>, ProblemHttpResult>> OfCameraAsync(
        CameraId id,
        string? from,
        string? to,
        string? timeZone,
        CameraRoster roster,
        FootageCoverage coverage,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!roster.Cameras.TryGetValue(id, out var camera))
        {
            return Problem.NotFound("camera", id);
        }

        if (CoverageRequest.Check(from, to, timeZone, time.GetUtcNow(), out var request) is { } wrong)
        {
            return wrong;
        }

        return TypedResults.Ok(new CameraCoverageView(request.Zone.Id, await DaysAsync(coverage, camera, request, cancellation)));
    }

    private static async Task<Results<Ok<FleetCoverageView>, ProblemHttpResult>> OfAllAsync(
        string? from,
        string? to,
        string? timeZone,
        Caller caller,
        CameraRoster roster,
        FootageCoverage coverage,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (CoverageRequest.Check(from, to, timeZone, time.GetUtcNow(), out var request) is { } wrong)
        {
            return wrong;
        }

        var reach = caller.Reach(Right.Playback);
        var cameras = new List<FleetCameraView>();
        foreach (var camera in roster.Cameras.Values.Where(camera => !camera.Removed && reach.Includes(camera.Place)).OrderBy(camera => camera.Name, StringComparer.Ordinal).ThenBy(camera => camera.Id.Value))
        {
            cameras.Add(new FleetCameraView(camera.Id, camera.Name, await DaysAsync(coverage, camera, request, cancellation)));
        }

        return TypedResults.Ok(new FleetCoverageView(request.Zone.Id, cameras));
    }

    private static async Task<IReadOnlyList<CoverageDayView>> DaysAsync(
        FootageCoverage coverage, RosterCamera camera, CoverageRequest request, CancellationToken cancellation) =>
        [.. (await coverage.OfAsync(camera, request.Days, cancellation)).Select(CoverageDayView.Of)];
}
