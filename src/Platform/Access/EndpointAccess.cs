using Microsoft.AspNetCore.Builder;

namespace Vedette.Platform.Access;

/// <summary>Says on an endpoint who may use it.</summary>
public static class EndpointAccess
{
    /// <summary>Only callers with <paramref name="right"/>; others get 403.</summary>
    public static TBuilder RequireRight<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right)));

    /// <summary>
    /// Also accepts the token as <c>?access_token=…</c>: for WebSockets and for media a browser fetches by itself. Such a token ends up in
    /// histories, so nothing that changes state may accept it.
    /// </summary>
    public static TBuilder AcceptTokenInQuery<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryTokenMetadata());
}
