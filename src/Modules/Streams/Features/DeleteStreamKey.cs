using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Restreaming;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>Takes a stream key back, and what plays with it away.</summary>
internal static class DeleteStreamKey
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/keys/{id:guid}", HandleAsync).RequireRight(Right.Live).WithName("DeleteStreamKey");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Caller caller, StreamKeyStore store, RestreamServer server, TimeProvider time, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } key || (key.Owner != caller.UserId && !caller.IsAdministrator))
        {
            return Problem.NotFound("stream key", id);
        }

        await store.DeleteAsync(key, caller, time.GetUtcNow(), cancellation);
        server.End(id);
        return TypedResults.NoContent();
    }
}
