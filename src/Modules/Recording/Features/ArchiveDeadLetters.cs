using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Archive;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>What is to be tried again: some segments, or all that were given up.</summary>
internal sealed record DeadLetterRetry(IReadOnlyList<Guid>? SegmentIds = null, bool? All = null);

/// <summary>The segments that could not be copied, and another try at them.</summary>
internal static class ArchiveDeadLetters
{
    private const int MostSegments = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/archive/dead-letters", ListAsync).RequireAdministrator().WithName("ListArchiveDeadLetters");
        routes.MapPost("/archive/dead-letters/retry", RetryAsync).RequireAdministrator().WithName("RetryArchiveDeadLetters");
    }

    private static async Task<Results<Ok<Page<DeadLetter>>, ProblemHttpResult>> ListAsync(
        PageRequest page, ArchiveQueue queue, CancellationToken cancellation)
    {
        (DateTimeOffset, Guid)? after = null;
        if (page.After.Count > 0)
        {
            if (page.After.Count != 2
                || !long.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
                || microseconds > 10_000_000_000_000_000
                || !Guid.TryParse(page.After[1], out var id))
            {
                return Problem.Invalid("cursor", "The cursor is not one this list gave.");
            }

            after = (UnixTime.FromUnixMicroseconds(microseconds), id);
        }

        var letters = await queue.DeadLettersAsync(after?.Item1, after?.Item2, page.Fetch, cancellation);
        return TypedResults.Ok(page.Cut(letters, letter =>
            [letter.FailedAt.ToUnixMicroseconds().ToString(CultureInfo.InvariantCulture), letter.SegmentId.ToString()]));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RetryAsync(
        DeadLetterRetry request,
        Caller caller,
        ArchiveQueue queue,
        Archiver archiver,
        ArchiveStanding standing,
        ActionLog actions,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (request.All is true == request.SegmentIds is not null)
        {
            return Problem.Invalid("segmentIds", "Name segments, or ask for all.");
        }

        if (request.SegmentIds is { Count: 0 or > MostSegments })
        {
            return Problem.Invalid("segmentIds", $"Name 1 to {MostSegments} segments.");
        }

        var retried = await queue.RetryAsync(request.SegmentIds, time.GetUtcNow(), cancellation);
        await actions.RecordAsync("recording.archive-retried", caller, Guid.Empty, $"{retried} segment(s).", cancellation);
        standing.Forget();
        archiver.Order();
        return TypedResults.Accepted((string?)null);
    }
}
