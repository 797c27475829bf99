using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>Takes a volume out of use: its cameras go elsewhere, its footage stays playable. Asked again, it is forgotten.</summary>
internal static class DetachVolume
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/volumes/{id}", HandleAsync).RequireAdministrator().WithName("DetachRecordingVolume");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Caller caller, AttachedVolumes volumes, VolumeDesk desk, ActionLog log, CancellationToken cancellation)
    {
        if (volumes.Find(id) is not { } volume)
        {
            return Problem.NotFound("volume", id);
        }

        try
        {
            var action = volume.Entry.IsDetached ? "recording.volume-forgotten" : "recording.volume-detached";
            await desk.DetachAsync(volume, cancellation);
            await log.RecordAsync(action, caller, id, volume.Entry.Name, cancellation);
            return TypedResults.NoContent();
        }
        catch (VolumeRefusedException refused)
        {
            return Problem.Conflict(refused.Code, refused.Message);
        }
    }
}
