using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Evidence;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>A checkpoint: what the node vouched for at a moment.</summary>
/// <param name="Sequence">Grows by one.</param>
/// <param name="At">UTC.</param>
/// <param name="Root">Root of the tree of segments, hexadecimal.</param>
/// <param name="KeyId">The key that signed.</param>
/// <param name="Segments">How many segments it vouches for, of the cameras whose footage whoever asks may see.</param>
internal sealed record CheckpointView(long Sequence, DateTimeOffset At, string Root, string KeyId, int Segments);

/// <summary>The checkpoints of a range, oldest first.</summary>
internal static class ListCheckpoints
{
    // A checkpoint is later than the footage it vouches for, but its clock may have been set back meanwhile.
    private static readonly TimeSpan Beyond = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/evidence/checkpoints", HandleAsync).RequireRight(Right.Playback).WithName("ListEvidenceCheckpoints");

    private static async Task<Results<Ok<Page<CheckpointView>>, ProblemHttpResult>> HandleAsync(
        DateTimeOffset? from,
        DateTimeOffset? to,
        PageRequest page,
        Caller caller,
        CameraPlaces places,
        CheckpointJournal journal,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var after = 0L;
        if (page.After.Count > 0 && (page.After.Count != 1 || !long.TryParse(page.After[0], out after)))
        {
            return Problem.Invalid("cursor", "The cursor is not one this list gave.");
        }

        if (FootageRange.Check(from, to, time.GetUtcNow(), out var range) is { } wrong)
        {
            return wrong;
        }

        var reach = caller.Reach(Right.Playback);
        var items = new List<CheckpointView>();
        await foreach (var entry in journal.ReadAsync(DateOnly.FromDateTime(range.From.UtcDateTime), null, cancellation))
        {
            var checkpoint = Checkpoint.Parse(entry.Statement);
            if (items.Count == page.Fetch || checkpoint.At > range.To + Beyond)
            {
                break;
            }

            if (checkpoint.At < range.From || checkpoint.At >= range.To || checkpoint.Sequence <= after)
            {
                continue;
            }

            items.Add(new CheckpointView(
                checkpoint.Sequence,
                checkpoint.At,
                Hex.Of(checkpoint.Root),
                EvidenceKeyView.IdOf(checkpoint.Key),
                entry.Leaves.Where(leaf => reach.Everything || reach.Includes(places.PlaceOf(CheckpointLeaf.CameraOf(leaf)))).Sum(leaf => CheckpointLeaf.Parse(leaf).Segments.Count)));
        }

        return TypedResults.Ok(page.Cut(items, view => [view.Sequence.ToString(CultureInfo.InvariantCulture)]));
    }
}
