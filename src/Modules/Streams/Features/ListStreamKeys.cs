using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>The caller's stream keys; an administrator sees everybody's.</summary>
internal static class ListStreamKeys
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/keys", HandleAsync).RequireRight(Right.Live).WithName("ListStreamKeys");

    private static async Task<Ok<Page<StreamKeyView>>> HandleAsync(
        PageRequest page, Caller caller, StreamKeyStore store, CancellationToken cancellation)
    {
        var after = page.After is [var last] && Guid.TryParse(last, out var id) ? id : Guid.Empty;
        var keys = await store.ListAsync(caller.IsAdministrator ? null : caller.UserId, after, page.Fetch, cancellation);
        return TypedResults.Ok(page.Cut([.. keys.Select(StreamKeyView.Of)], key => [key.Id.ToString()]));
    }
}
