using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Features;

/// <summary>What was deleted.</summary>
/// <param name="Segments">How many segments.</param>
/// <param name="Bytes">How many bytes of files.</param>
internal sealed record DeletedFootage(int Segments, long Bytes);

/// <summary>
/// Deletes a camera's footage by hand: every segment that touches the range, copies in the archive too. Nothing is deleted
/// when any of it is held. The segment being written and the newest complete one stay.
/// </summary>
internal static class DeleteFootage
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/cameras/{id}/footage", HandleAsync).RequireRightOn<CameraPlaces>(Right.Delete).WithName("DeleteFootage");

    private static async Task<Results<Ok<DeletedFootage>, ProblemHttpResult>> HandleAsync(
        CameraId id,
        DateTimeOffset from,
        DateTimeOffset to,
        string reason,
        Caller caller,
        CameraRoster roster,
        LiveHolds holds,
        LiveFootage live,
        RecordingStore store,
        AttachedVolumes volumes,
        FootageDeletion deletion,
        ActionLog actions,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!roster.Cameras.ContainsKey(id))
        {
            return Problem.NotFound("camera", id);
        }

        if (FootageRange.Check(from, to, time.GetUtcNow(), out var range) is { } wrong)
        {
            return wrong;
        }

        if (range.To - range.From > Longest)
        {
            return Problem.Invalid("to", "At most a day can be deleted at once.");
        }

        if (!HoldWords.IsReason(reason))
        {
            return Problem.Invalid("reason", HoldWords.ReasonWanted);
        }

        var newest = live.Of(id).Last?.Sequence ?? long.MaxValue;
        List<Segment> segments =
            [.. (await store.SegmentsAsync(id, range.From, range.To, cancellation)).Where(segment => segment.Sequence < newest)];
        if (segments.Any(segment => holds.IsHeld(id, segment.Start, segment.End)))
        {
            return Problem.Conflict("held", "Footage of that range is held: release the hold first.");
        }

        if (segments.Find(segment => segment.IsLocal && volumes.Find(segment.VolumeId) is not { Condition.IsReadable: true }) is not null)
        {
            return Problem.Conflict("volume-missing", "Some of that footage lies on a volume that cannot be reached now.");
        }

        // Written down before anything goes.
        await actions.RecordAsync(
            "recording.footage-deleted", caller, id.Value, $"By hand, {segments.Count} segment(s), {range.From:O} to {range.To:O}: {reason.Trim()}", cancellation);
        return TypedResults.Ok(await DeleteAsync(segments, volumes, deletion, cancellation));
    }

    private static async Task<DeletedFootage> DeleteAsync(
        List<Segment> segments, AttachedVolumes volumes, FootageDeletion deletion, CancellationToken cancellation)
    {
        const int batch = 100;
        var (count, bytes) = (0, 0L);
        foreach (var place in segments.GroupBy(segment => segment.IsLocal ? segment.VolumeId : (Guid?)null))
        {
            foreach (var doomed in place
                .Select(segment => new DoomedSegment(new SegmentName(segment.CameraId, segment.Start, segment.Sequence), segment.End))
                .Chunk(batch))
            {
                var space = place.Key is { } volume ? volumes.Find(volume)?.Space : null;
                var result = await deletion.DeleteAsync(space, doomed, keepArchived: false, cancellation);
                (count, bytes) = (count + result.Gone.Count, bytes + result.Bytes);
            }
        }

        return new DeletedFootage(count, bytes);
    }
}
