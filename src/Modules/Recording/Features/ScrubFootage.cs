using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Recording.Scrubbing;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>How far the check of all footage came, and what it found.</summary>
internal sealed record ScrubView
{
    public required bool Running { get; init; }

    /// <summary>0 to 1, of the pass that runs or ended last.</summary>
    public required double Progress { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many segments were looked at.</summary>
    public required long Checked { get; init; }

    public required long Bytes { get; init; }

    /// <summary>What was left out: volumes that cannot be read.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>What is not as it was recorded; at most a thousand.</summary>
    public required IReadOnlyList<DamageView> Damaged { get; init; }
}

/// <summary>A segment, or a file or note that belongs to none, that is not as it was recorded.</summary>
internal sealed record DamageView(Guid? SegmentId, CameraId CameraId, DateTimeOffset Start, string Path, string Problem);

/// <summary>Checks all footage against what was noted when it was recorded.</summary>
internal static class ScrubFootage
{
    private const int MostTold = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scrub", GetAsync).RequireAdministrator().WithName("GetScrub");
        routes.MapPost("/scrub", StartAsync).RequireAdministrator().WithName("StartScrub");
    }

    private static async Task<Ok<ScrubView>> GetAsync(ScrubWorker worker, ScrubStore store, CancellationToken cancellation) =>
        TypedResults.Ok(await ViewAsync(worker, store, cancellation));

    private static async Task<Accepted<ScrubView>> StartAsync(ScrubWorker worker, ScrubStore store, CancellationToken cancellation)
    {
        worker.Start();
        return TypedResults.Accepted("/api/recording/scrub", await ViewAsync(worker, store, cancellation));
    }

    private static async Task<ScrubView> ViewAsync(ScrubWorker worker, ScrubStore store, CancellationToken cancellation)
    {
        var pass = await store.LatestAsync(cancellation);
        var findings = await store.FindingsAsync(MostTold, cancellation);
        return new ScrubView
        {
            Running = worker.IsRunning,
            Progress = pass?.Progress ?? 0,
            StartedAt = pass?.StartedAt,
            FinishedAt = pass?.FinishedAt,
            Checked = pass?.Checked ?? 0,
            Bytes = pass?.Bytes ?? 0,
            Skipped = pass?.Skipped.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Damaged = [.. findings.Select(found => new DamageView(found.SegmentId, found.CameraId, found.Start, found.Path, found.Problem))],
        };
    }
}
