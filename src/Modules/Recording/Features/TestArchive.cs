using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Archive;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Features;

/// <summary>What a test of an archive came to.</summary>
internal sealed record ArchiveTestResult(bool Ok, ArchiveCause? Cause, string Message);

/// <summary>Tries an archive before it is chosen: writes something small, reads it back, asks for object lock.</summary>
internal static class TestArchive
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/archive/test", HandleAsync).RequireAdministrator().WithName("TestArchive");

    private static async Task<Results<Ok<ArchiveTestResult>, ProblemHttpResult>> HandleAsync(
        NewArchiveSettings request,
        Caller caller,
        LiveArchive live,
        VolumeSet volumes,
        SecretProtector protector,
        ActionLog actions,
        CancellationToken cancellation)
    {
        var before = live.Current.Settings;
        var draft = request.ToDraft();
        if (draft.Check(before, volumes) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var settings = draft.ToSettings(before, protector);
        await actions.RecordAsync("recording.archive-tested", caller, Guid.Empty, settings.Target, cancellation);
        try
        {
            settings = settings.Path is { } path ? settings with { FolderId = FolderStore.Identify(path) } : settings;
            if (live.StoreOf(settings) is not { } store)
            {
                return TypedResults.Ok(new ArchiveTestResult(true, null, "Nothing is copied anywhere."));
            }

            await store.ProbeAsync(cancellation);
            return TypedResults.Ok(new ArchiveTestResult(true, null, (settings.ObjectLockDays, store.Locks) switch
            {
                (null, _) => "The archive takes footage and gives it back.",
                (_, true) => "The archive takes footage, gives it back, and has object lock.",
                (_, false) => "The archive takes footage and gives it back, but this bucket has no object lock.",
                (_, null) => "The archive takes footage and gives it back. Whether it locks copies, the first copy will tell.",
            }));
        }
        catch (ArchiveException failed)
        {
            return TypedResults.Ok(new ArchiveTestResult(false, failed.Cause, failed.Message));
        }
        catch (FaultException unreadable) when (unreadable.Kind == FaultKind.Configuration)
        {
            return TypedResults.Ok(new ArchiveTestResult(false, ArchiveCause.WrongCredentials, unreadable.Message));
        }
    }
}
