using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Archive;

namespace Vedette.Recording.Features;

/// <summary>Shows how the archive does: what waits, what is there, what is wrong.</summary>
internal static class GetArchive
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/archive", HandleAsync).RequireAdministrator().WithName("GetArchive");

    private static async Task<Ok<ArchiveView>> HandleAsync(ArchiveStanding standing, CancellationToken cancellation)
    {
        var now = await standing.AskAsync(cancellation);
        return TypedResults.Ok(new ArchiveView(
            now.Settings.Kind,
            now.Settings.Target,
            now.State,
            now.Detail,
            new ArchiveQueueView(now.Backlog.Segments, now.Backlog.Bytes, now.Backlog.EventSegments),
            now.BytesPerSecond,
            now.Tally.Copies,
            now.Tally.Bytes,
            now.Tally.DeadLetters,
            now.Locks));
    }
}
