using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal sealed class RefreshTokens(
    UserStore users,
    SignInStore signIns,
    GrantStore grants,
    SigningKeys keys,
    IdentityOptions options,
    TimeProvider time,
    ILogger<RefreshTokens> log)
{
    internal sealed record RefreshRequest(string? RefreshToken = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/token/refresh", (RefreshRequest request, RefreshTokens feature, HttpContext http, CancellationToken cancellation) =>
            feature.HandleAsync(request, http, cancellation)).AllowAnonymous().WithName("RefreshToken");

    private async Task<Results<Ok<TokenView>, ProblemHttpResult>> HandleAsync(RefreshRequest request, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (string.IsNullOrEmpty(request.RefreshToken))
        {
            return Problem.Invalid("refreshToken", "Must not be empty.");
        }

        var (now, next) = (time.GetUtcNow(), RefreshToken.NewSecret());
        var (verdict, token) = await signIns.ExchangeAsync(
            RefreshToken.HashOf(request.RefreshToken),
            RefreshToken.HashOf(next),
            now + options.RefreshTokenLifetime,
            now,
            cancellation);
        if (verdict == RefreshVerdict.Reused)
        {
            IdentityLog.RefreshTokenReused(log, token!.UserId.ToString(), http.Connection.RemoteIpAddress?.ToString());
            return Problem.Refuse(
                StatusCodes.Status401Unauthorized,
                "refresh-token-reused",
                "This refresh token was used before, so somebody else may hold it. Sign in again.");
        }

        // Roles and grants are read anew: what was taken from a user is gone at the next refresh.
        return verdict == RefreshVerdict.Good && await users.FindAsync(token!.UserId, cancellation) is { Enabled: true } user
            ? TypedResults.Ok(new TokenView(
                keys.Issue(await grants.CallerOfAsync(user, now, cancellation), token.SignInId, now),
                next,
                (int)options.AccessTokenLifetime.TotalSeconds))
            : Problem.Refuse(StatusCodes.Status401Unauthorized, "refresh-token-invalid", "This refresh token is not valid (any more). Sign in again.");
    }
}
