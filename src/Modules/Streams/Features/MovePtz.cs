using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Media.Onvif;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Onvif;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>Moves a camera: for a while, to a place, to where it was told to remember; and stops it.</summary>
internal static class MovePtz
{
    private const double ShortestMove = 0.1;
    private const double LongestMove = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/cameras/{id}/ptz/move", MoveAsync).RequireRightOn<CameraPlaces>(Right.Live).WithName("MoveCamera");
        _ = routes.MapPost("/cameras/{id}/ptz/stop", StopAsync).RequireRightOn<CameraPlaces>(Right.Live).WithName("StopCamera");
        _ = routes.MapPost("/cameras/{id}/ptz/absolute", LookAtAsync).RequireRightOn<CameraPlaces>(Right.Live).WithName("PointCamera");
        _ = routes.MapPost("/cameras/{id}/ptz/presets/{token}/go", GoAsync).RequireRightOn<CameraPlaces>(Right.Live).WithName("GoToPreset");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MoveAsync(
        CameraId id, Move request, Caller caller, CameraRoster roster, PtzDesk desk, CancellationToken cancellation)
    {
        var speed = new OnvifPosition(request.Pan, request.Tilt, request.Zoom);
        if (Wrong(speed, leastZoom: -1) is { } wrong)
        {
            return wrong;
        }

        if (!(request.Seconds is >= ShortestMove and <= LongestMove))
        {
            return Problem.Invalid("seconds", "Must be between 0.1 and 10: the camera then stops by itself.");
        }

        return await DoAsync(id, caller, roster, desk, isMove: true, "turned", line => line.MoveAsync(speed, TimeSpan.FromSeconds(request.Seconds), cancellation));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> StopAsync(
        CameraId id, Caller caller, CameraRoster roster, PtzDesk desk, CancellationToken cancellation) =>
        DoAsync(id, caller, roster, desk, isMove: false, "stopped", line => line.StopAsync(cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> LookAtAsync(
        CameraId id, Point request, Caller caller, CameraRoster roster, PtzDesk desk, CancellationToken cancellation)
    {
        var position = new OnvifPosition(request.Pan, request.Tilt, request.Zoom);
        return Wrong(position, leastZoom: 0) is { } wrong
            ? wrong
            : await DoAsync(id, caller, roster, desk, isMove: true, "pointed", line => line.UseAsync(
                async (ptz, ending) =>
                {
                    await ptz.LookAtAsync(position, ending);
                    return true;
                },
                cancellation));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> GoAsync(
        CameraId id, string token, Caller caller, CameraRoster roster, PtzDesk desk, CancellationToken cancellation) =>
        DoAsync(id, caller, roster, desk, isMove: true, "sent to a preset", line => line.UseAsync(
            async (ptz, ending) =>
            {
                await ptz.GoToPresetAsync(token, ending);
                return true;
            },
            cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> DoAsync(
        CameraId id, Caller caller, CameraRoster roster, PtzDesk desk, bool isMove, string how, Func<PtzLine, Task> order)
    {
        if (roster.Find(id) is not { } camera)
        {
            return Problem.NotFound("camera", id);
        }

        if (desk.Open(camera) is not { } line)
        {
            return PtzRefusal.NoPtz();
        }

        if (isMove && !line.MayMove())
        {
            return PtzRefusal.TooFast();
        }

        try
        {
            await order(line);
        }
        catch (FaultException fault)
        {
            return PtzRefusal.Of(fault);
        }

        if (isMove)
        {
            desk.RecordMove(id, caller, $"{camera.Name} was {how}.");
        }

        return TypedResults.NoContent();
    }

    private static ProblemHttpResult? Wrong(OnvifPosition position, double leastZoom) =>
        !(position.Pan is >= -1 and <= 1) ? Problem.Invalid("pan", "Must be between -1 and 1.")
        : !(position.Tilt is >= -1 and <= 1) ? Problem.Invalid("tilt", "Must be between -1 and 1.")
        : !(position.Zoom >= leastZoom && position.Zoom <= 1) ? Problem.Invalid("zoom", FormattableString.Invariant($"Must be between {leastZoom} and 1."))
        : null;

    /// <summary>How fast, from -1 to 1, and for how long.</summary>
    internal sealed record Move(double Pan, double Tilt, double Zoom, double Seconds);

    /// <summary>Where to: pan and tilt from -1 to 1, zoom from 0 to 1.</summary>
    internal sealed record Point(double Pan, double Tilt, double Zoom);
}
