using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Encryption;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The keys of encrypted footage, newest first; a destroyed one proves that its day cannot be read any more.</summary>
internal static class ListFootageKeys
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/footage-keys", HandleAsync).RequireAdministrator().WithName("ListFootageKeys");

    private static async Task<Results<Ok<Page<KnownKey>>, ProblemHttpResult>> HandleAsync(
        PageRequest page, FootageKeyStore store, CancellationToken cancellation)
    {
        var keys = await store.ListAsync(page.AfterId(), page.Fetch, cancellation);
        return TypedResults.Ok(page.Cut(keys, key => [key.KeyId.ToString()]));
    }
}
