using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;

namespace Vedette.Identity.Features;

/// <summary>The public keys, for modules in other processes (RFC 7517 section 5).</summary>
internal static class PublishKeys
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/jwks", Handle).AllowAnonymous().WithName("GetJwks");

    private static Ok<JsonWebKeySet> Handle(SigningKeys keys, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(keys.Published);
    }
}
