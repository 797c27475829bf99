using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Holds;
using Vedette.Recording.Retention;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>What is to change of a volume; a member left out stays as it is. Zero bytes means: what the settings say.</summary>
internal sealed record VolumeChange(string? Name = null, VolumeRole? Role = null, long? BudgetBytes = null, long? ReserveBytes = null);

/// <summary>Changes what a volume is called and for, and how full it may get.</summary>
internal static class EditVolume
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/volumes/{id}", HandleAsync).RequireAdministrator().WithName("EditRecordingVolume");

    private static async Task<Results<Ok<VolumeView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        VolumeChange change,
        Caller caller,
        VolumeList list,
        AttachedVolumes volumes,
        VolumeForecast forecast,
        HeldFootage held,
        ActionLog log,
        CancellationToken cancellation)
    {
        if (volumes.Find(id) is not { } volume)
        {
            return Problem.NotFound("volume", id);
        }

        var errors = VolumeWords.Check(change.Name, change.BudgetBytes, change.ReserveBytes, list, except: id);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        await list.ChangeAsync(
            volume,
            entry => entry with
            {
                Name = change.Name?.Trim() ?? entry.Name,
                Role = change.Role ?? entry.Role,
                BudgetBytes = change.BudgetBytes is null ? entry.BudgetBytes : VolumeWords.Bytes(change.BudgetBytes),
                ReserveBytes = change.ReserveBytes is null ? entry.ReserveBytes : VolumeWords.Bytes(change.ReserveBytes),
            },
            cancellation);
        await log.RecordAsync("recording.volume-changed", caller, id, volume.Entry.Name, cancellation);
        return TypedResults.Ok(VolumeView.Of(volume, forecast, held));
    }
}
