using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>Gives tokens for the one-time code of an external sign-in, or for an API key.</summary>
/// <remarks>
/// Both are 256 random bits, so that guessing needs no brake. What is slowed is being asked for nothing: after some refusals an address is
/// told to wait. A good key is good all the same, or whoever shares the address (a proxy, another process of ours) could shut its owner out.
/// </remarks>
internal sealed class ExchangeToken(
    ExternalLoginStore logins, UserStore users, SignInDesk desk, ApiKeyExchange apiKeys, Refusals refusals, TimeProvider time)
{
    // Longer than any code.
    private const int MaxCode = 200;

    // Not the counts of signing in by password: nobody is kept from that by what a program at the same address sends.
    private readonly SignInThrottle _throttle = new();

    internal sealed record ExchangeRequest(string? Code = null, string? ApiKey = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/token/exchange", (ExchangeRequest request, ExchangeToken feature, HttpContext http, CancellationToken cancellation) =>
            feature.HandleAsync(request, http, cancellation)).AllowAnonymous().WithName("ExchangeToken");

    private async Task<Results<Ok<TokenView>, ProblemHttpResult>> HandleAsync(ExchangeRequest request, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var now = time.GetUtcNow();
        if (request is { ApiKey: { Length: > 0 } key, Code: null })
        {
            return await apiKeys.ExchangeAsync(key, http.RemoteAddress(), cancellation) is { } token
                ? TypedResults.Ok(new TokenView(token.AccessToken, null, (int)(token.ExpiresAt - now).TotalSeconds))
                : Refuse("api-key-invalid", "This API key is unknown, has expired or was revoked.", http, now);
        }

        if (request is not { Code: { Length: > 0 and <= MaxCode } code, ApiKey: null })
        {
            return Problem.Invalid("code", "Either a code or an API key is needed.");
        }

        if (await logins.TakeCodeAsync(RefreshToken.HashOf(code), now, cancellation) is { } known
            && await users.FindAsync(known.UserId, cancellation) is { Enabled: true } user
            && await desk.StartAsync(user, null, http.Origin(), known.Provider, now, cancellation) is { } tokens)
        {
            return TypedResults.Ok(tokens);
        }

        await refusals.NoteAsync("sign-in-refused", null, "Unknown or expired code of an external sign-in.", http.Address(), now, cancellation);
        return Refuse("code-invalid", "This code is unknown, has expired or was used. Sign in again.", http, now);
    }

    private ProblemHttpResult Refuse(string code, string detail, HttpContext http, DateTimeOffset now) =>
        _throttle.Attempt("exchange", http.RemoteAddress(), now) is { } wait
            ? http.TooManyAttempts(wait)
            : Problem.Refuse(StatusCodes.Status401Unauthorized, code, detail);
}
