using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Vedette.Platform.Access;

/// <summary>Says on an endpoint who may use it.</summary>
public static class EndpointAccess
{
    /// <summary>
    /// Only callers who have <paramref name="right"/> at some place; others get 403. For lists and for what is named in the body: the
    /// endpoint itself keeps to the caller's places.
    /// </summary>
    public static TBuilder RequireRight<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right)));

    /// <summary>
    /// Only callers who have <paramref name="right"/> where the device named in the route is, decided before anything else of the request
    /// is read. Who may see nothing there gets 404, others 403.
    /// </summary>
    /// <typeparam name="TPlaces">Knows where the module's devices are.</typeparam>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="right">The right.</param>
    /// <param name="parameter">The route parameter with the device's id.</param>
    public static RouteHandlerBuilder RequireRightOn<TPlaces>(this RouteHandlerBuilder endpoint, Right right, string parameter = "id")
        where TPlaces : class, IPlaces =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new PlaceRequirement<TPlaces>(right, parameter)));

    /// <inheritdoc cref="RequireRightOn{TPlaces}(RouteHandlerBuilder, Right, string)"/>
    public static RouteGroupBuilder RequireRightOn<TPlaces>(this RouteGroupBuilder endpoint, Right right, string parameter = "id")
        where TPlaces : class, IPlaces =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new PlaceRequirement<TPlaces>(right, parameter)));

    /// <summary>Only administrators; others get 403. For users and for settings of the whole installation.</summary>
    public static TBuilder RequireAdministrator<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorRequirement()));

    /// <summary>
    /// Also accepts the token as <c>?access_token=…</c>: for WebSockets and for media a browser fetches by itself. Such a token ends up in
    /// histories, so nothing that changes state may accept it.
    /// </summary>
    public static TBuilder AcceptTokenInQuery<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryTokenMetadata());
}
