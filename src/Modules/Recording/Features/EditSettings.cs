using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>Shows and changes the settings; a change counts from the next picture on.</summary>
internal static class EditSettings
{
    private const long SmallestBudget = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", Get).RequireAdministrator().WithName("GetRecordingSettings");
        routes.MapPatch("/settings", EditAsync).RequireAdministrator().WithName("EditRecordingSettings");
    }

    private static Ok<SettingsView> Get(LiveSettings settings, AttachedVolumes volumes) =>
        TypedResults.Ok(SettingsView.Of(settings, volumes));

    private static async Task<Results<Ok<SettingsView>, ProblemHttpResult>> EditAsync(
        SettingsChange change, LiveSettings settings, AttachedVolumes volumes, CancellationToken cancellation)
    {
        var errors = Check(change, volumes.All.Select(volume => volume.Space.Space.Total).DefaultIfEmpty().Max());
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var current = settings.Current;
        await settings.ReplaceAsync(
            current with
            {
                SegmentSeconds = change.SegmentSeconds ?? current.SegmentSeconds,
                FragmentMilliseconds = change.FragmentMilliseconds ?? current.FragmentMilliseconds,
                BudgetBytes = Bytes(change.BudgetBytes, current.BudgetBytes),
                ReserveBytes = Bytes(change.ReserveBytes, current.ReserveBytes),
                EncryptFootage = change.EncryptFootage ?? current.EncryptFootage,
                DefaultTemplate = change.DefaultTemplate ?? current.DefaultTemplate,
                CommitMilliseconds = change.CommitMilliseconds ?? current.CommitMilliseconds,
            },
            cancellation);
        return TypedResults.Ok(SettingsView.Of(settings, volumes));
    }

    private static long? Bytes(long? wanted, long? current) => wanted switch
    {
        null => current,
        0 => null,
        _ => wanted,
    };

    private static Dictionary<string, string[]> Check(SettingsChange change, long volumeSize)
    {
        var errors = new Dictionary<string, string[]>();
        if (change.SegmentSeconds is < 2 or > 60)
        {
            errors["segmentSeconds"] = ["A segment is 2 to 60 seconds long."];
        }

        if (change.FragmentMilliseconds is < 200 or > 5000)
        {
            errors["fragmentMilliseconds"] = ["A fragment is 200 to 5000 milliseconds long."];
        }

        if (change.CommitMilliseconds is < 50 or > 2000)
        {
            errors["commitMilliseconds"] = ["What was written is made durable every 50 to 2000 milliseconds."];
        }

        if (change.BudgetBytes is { } budget && budget != 0 && (budget < SmallestBudget || budget > volumeSize))
        {
            errors["budgetBytes"] = [$"The budget is 0 (automatic) or between 1 MiB and the volume's size, {volumeSize} bytes."];
        }

        if (change.ReserveBytes is { } reserve && (reserve < 0 || reserve >= volumeSize))
        {
            errors["reserveBytes"] = [$"The reserve is 0 (automatic) or less than the volume's size, {volumeSize} bytes."];
        }

        if (change.DefaultTemplate is { } template && RetentionTemplate.Find(template) is null)
        {
            errors["defaultTemplate"] = ["There is no such retention template."];
        }

        return errors;
    }
}
