using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Onvif;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>Tells a camera to remember where it looks, or to forget it.</summary>
internal static class EditPresets
{
    private const int LongestName = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/cameras/{id}/ptz/presets", AddAsync).RequireRightOn<CameraPlaces>(Right.Configure).WithName("AddPreset");
        _ = routes.MapDelete("/cameras/{id}/ptz/presets/{token}", RemoveAsync).RequireRightOn<CameraPlaces>(Right.Configure).WithName("RemovePreset");
    }

    private static async Task<Results<Created<AddedPreset>, ProblemHttpResult>> AddAsync(
        CameraId id, NewPreset request, Caller caller, CameraRoster roster, PtzDesk desk, CancellationToken cancellation)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return Problem.Invalid("name", $"A preset's name has 1 to {LongestName} characters.");
        }

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
            var token = await line.UseAsync((ptz, ending) => ptz.SetPresetAsync(name, ending), cancellation);
            desk.Record(id, caller, "streams.preset-stored", $"{camera.Name} remembers \"{name}\".");
            return TypedResults.Created($"/api/streams/cameras/{id}/ptz/presets/{Uri.EscapeDataString(token)}", new AddedPreset(token));
        }
        catch (FaultException fault)
        {
            return PtzRefusal.Of(fault);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        CameraId id, string token, Caller caller, CameraRoster roster, PtzDesk desk, CancellationToken cancellation)
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
            _ = await line.UseAsync(
                async (ptz, ending) =>
                {
                    await ptz.RemovePresetAsync(token, ending);
                    return true;
                },
                cancellation);
            desk.Record(id, caller, "streams.preset-removed", $"{camera.Name} forgot a preset.");
            return TypedResults.NoContent();
        }
        catch (FaultException fault)
        {
            return PtzRefusal.Of(fault);
        }
    }

    internal sealed record NewPreset(string Name);

    internal sealed record AddedPreset(string Token);
}
