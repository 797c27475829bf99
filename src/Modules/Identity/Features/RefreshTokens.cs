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
    SignInEnds ends,
    AccessIssuer access,
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
            http.Address(),
            now,
            cancellation);
        if (verdict == RefreshVerdict.Reused)
        {
            await ends.HearAsync(token!.SignInId, now);
            IdentityLog.RefreshTokenReused(log, token.UserId.ToString(), http.Address());
            return Problem.Refuse(
                StatusCodes.Status401Unauthorized,
                "refresh-token-reused",
                "This refresh token was used before, so somebody else may hold it. Sign in again.");
        }

        // Roles and grants are read anew: what was taken from a user is gone at the next refresh.
        if (verdict != RefreshVerdict.Good || await users.FindAsync(token!.UserId, cancellation) is not { Enabled: true } user)
        {
            return Problem.Refuse(StatusCodes.Status401Unauthorized, "refresh-token-invalid", "This refresh token is not valid (any more). Sign in again.");
        }

        var (accessToken, lifetime) = await access.IssueAsync(user, token.SignInId, now, null, cancellation);
        return TypedResults.Ok(new TokenView(accessToken, next, (int)lifetime.TotalSeconds));
    }
}
