using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Roster;
using Vedette.Recording.Standing;

namespace Vedette.Recording.Features;

/// <summary>How the recording of cameras stands.</summary>
internal static class GetCameras
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cameras", ListAsync).RequireRight(Right.Playback).WithName("ListRecordingCameras");
        routes.MapGet("/cameras/{id}", GetAsync).RequireRightOn<CameraPlaces>(Right.Playback).WithName("GetRecordingCamera");
    }

    private static async Task<Ok<Page<RecordingCamera>>> ListAsync(
        Caller caller, CameraRoster roster, CameraStanding standing, CancellationToken cancellation)
    {
        var reach = caller.Reach(Right.Playback);
        var cameras = roster.Cameras.Values.Where(camera => !camera.Removed && reach.Includes(camera.Place)).OrderBy(camera => camera.Id.Value);
        return TypedResults.Ok(new Page<RecordingCamera>(await standing.OfAsync([.. cameras], cancellation), null));
    }

    private static async Task<Results<Ok<RecordingCamera>, ProblemHttpResult>> GetAsync(
        CameraId id, CameraRoster roster, CameraStanding standing, CancellationToken cancellation)
    {
        if (roster.Find(id) is not { } camera)
        {
            return Problem.NotFound("camera", id);
        }

        return TypedResults.Ok((await standing.OfAsync([camera], cancellation))[0]);
    }
}
