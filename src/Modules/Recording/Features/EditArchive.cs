using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Archive;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>Shows and changes where copies go. A change of place is refused while footage is only in the old one.</summary>
internal static class EditArchive
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/archive/settings", Get).RequireAdministrator().WithName("GetArchiveSettings");
        routes.MapPut("/archive/settings", ReplaceAsync).RequireAdministrator().WithName("ReplaceArchiveSettings");
    }

    private static Ok<ArchiveSettingsView> Get(LiveArchive live) => TypedResults.Ok(ArchiveSettingsView.Of(live.Current.Settings));

    private static async Task<Results<Ok<ArchiveSettingsView>, ProblemHttpResult>> ReplaceAsync(
        NewArchiveSettings request,
        Caller caller,
        LiveArchive live,
        VolumeSet volumes,
        SecretProtector protector,
        ArchiveQueue queue,
        Archiver archiver,
        ArchiveStanding standing,
        ActionLog actions,
        CancellationToken cancellation)
    {
        var before = live.Current.Settings;
        var draft = request.ToDraft();
        if (draft.Check(before, volumes) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        ArchiveSettings settings;
        try
        {
            settings = draft.ToSettings(before, protector);
            settings = settings.Path is { } path ? settings with { FolderId = FolderStore.Identify(path) } : settings;
        }
        catch (ArchiveException refused)
        {
            return Problem.Invalid("path", refused.Message);
        }

        var isElsewhere = !settings.IsSamePlaceAs(before);
        var onlyThere = isElsewhere ? (await queue.TallyAsync(cancellation)).OnlyThere : 0;
        if (onlyThere > 0 && request.Abandon is not true)
        {
            return Problem.Conflict(
                "archive-holds-footage",
                $"{onlyThere} segments are only in the present archive and could not be played any more. Send \"abandon\": true to give them up.");
        }

        var words = isElsewhere && onlyThere > 0 ? $" {onlyThere} segments that were only in {before.Target} are given up." : "";
        await actions.RecordAsync(
            "recording.archive-changed", caller, Guid.Empty, $"Copies go to {(settings.Kind == ArchiveKind.None ? "nowhere" : settings.Target)}.{words}", cancellation);
        await live.ReplaceAsync(settings, isElsewhere ? () => queue.AbandonAsync(cancellation) : null, cancellation);
        standing.Forget();
        archiver.Order();
        return TypedResults.Ok(ArchiveSettingsView.Of(settings));
    }
}
