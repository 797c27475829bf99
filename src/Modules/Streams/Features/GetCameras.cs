using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Onvif;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;

namespace Vedette.Streams.Features;

/// <summary>How the streams of cameras stand.</summary>
internal static class GetCameras
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/cameras", List).RequireRight(Right.Live).WithName("ListStreams");
        _ = routes.MapGet("/cameras/{id}", Get).RequireRightOn<CameraPlaces>(Right.Live).WithName("GetStream");
    }

    private static Ok<Page<CameraView>> List(
        PageRequest page, Caller caller, CameraRoster roster, FeedDirectory feeds, LiveViews views, OnvifStandings onvif)
    {
        var reach = caller.Reach(Right.Live);
        var after = page.After is [var last] && CameraId.TryParse(last, null, out var id) ? id.Value : Guid.Empty;
        var cameras = roster.Cameras.Values
            .Where(camera => !camera.Removed && reach.Includes(camera.Place) && camera.Id.Value.CompareTo(after) > 0)
            .OrderBy(camera => camera.Id.Value)
            .Take(page.Fetch)
            .Select(camera => CameraView.Of(camera, feeds, views).With(onvif.Of(camera.Id)));
        return TypedResults.Ok(page.Cut([.. cameras], camera => [camera.Id.ToString()]));
    }

    private static Results<Ok<CameraView>, ProblemHttpResult> Get(CameraId id, CameraRoster roster, FeedDirectory feeds, LiveViews views, OnvifStandings onvif) =>
        roster.Find(id) is { } camera
            ? TypedResults.Ok(CameraView.Of(camera, feeds, views).With(onvif.Of(camera.Id)))
            : Problem.NotFound("camera", id);
}
