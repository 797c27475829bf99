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

/// <summary>How a camera can be moved, where it looks, and what it remembers.</summary>
internal static class GetPtz
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cameras/{id}/ptz", HandleAsync).RequireRightOn<CameraPlaces>(Right.Live).WithName("GetPtz");

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(CameraId id, CameraRoster roster, PtzDesk desk, CancellationToken cancellation)
    {
        if (roster.Find(id) is not { } camera)
        {
            return Problem.NotFound("camera", id);
        }

        if (desk.Open(camera) is not { } line)
        {
            return PtzRefusal.NoPtz();
        }

        try
        {
            return TypedResults.Ok(await line.UseAsync(AskAsync, cancellation));
        }
        catch (FaultException fault)
        {
            return PtzRefusal.Of(fault);
        }
    }

    private static async Task<View> AskAsync(OnvifPtz ptz, CancellationToken cancellation)
    {
        var status = await OrAsync(ptz.GetStatusAsync(cancellation), new OnvifPtzStatus(null, IsMoving: false));
        var presets = await OrAsync(ptz.GetPresetsAsync(cancellation), []);
        return new View(
            ptz.IsContinuous,
            ptz.IsAbsolute,
            ptz.CanZoom,
            [.. presets.Select(preset => new Preset(preset.Token, preset.Name))],
            status.Position is { } at ? new Position(Math.Round(at.Pan, 4), Math.Round(at.Tilt, 4), Math.Round(at.Zoom, 4)) : null,
            status.IsMoving);
    }

    /// <summary>Cameras that do not know where they look can still be moved.</summary>
    private static async Task<T> OrAsync<T>(Task<T> asked, T otherwise)
    {
        try
        {
            return await asked;
        }
        catch (OnvifException unknown) when (unknown.Fault is not null)
        {
            return otherwise;
        }
    }

    internal sealed record View(bool Continuous, bool Absolute, bool Zoom, IReadOnlyList<Preset> Presets, Position? Position, bool Moving);

    internal sealed record Preset(string Token, string Name);

    /// <summary>Pan and tilt from -1 to 1, zoom from 0 to 1.</summary>
    internal sealed record Position(double Pan, double Tilt, double Zoom);
}
