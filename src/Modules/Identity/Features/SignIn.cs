using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal sealed class SignIn(
    UserStore users,
    SignInStore signIns,
    GrantStore grants,
    PasswordHashing passwords,
    SignInThrottle throttle,
    SigningKeys keys,
    IdentityOptions options,
    TimeProvider time,
    ILogger<SignIn> log)
{
    internal sealed record SignInRequest(string? Username = null, string? Password = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/token", (SignInRequest request, SignIn feature, HttpContext http, CancellationToken cancellation) =>
            feature.HandleAsync(request, http, cancellation)).AllowAnonymous().WithName("SignIn");

    private async Task<Results<Ok<TokenView>, ProblemHttpResult>> HandleAsync(SignInRequest request, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (Errors(request) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var (name, address, now) = (User.SignInName(request.Username!), http.Connection.RemoteIpAddress, time.GetUtcNow());
        if (throttle.Attempt(name, address, now) is { } wait)
        {
            IdentityLog.TooManyAttempts(log, address?.ToString(), wait);
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Refuse(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many attempts; try again later.");
        }

        var user = await users.FindByNameAsync(name, cancellation);
        var verdict = await passwords.VerifyAsync(user is { Enabled: true } ? user.PasswordHash : null, request.Password!, cancellation);
        var tokens = verdict == PasswordVerificationResult.Failed
            ? null
            : await StartAsync(user!, verdict == PasswordVerificationResult.SuccessRehashNeeded ? request.Password : null, address?.ToString(), now, cancellation);
        if (tokens is null)
        {
            IdentityLog.WrongCredentials(log, address?.ToString());
            return Problem.Refuse(StatusCodes.Status401Unauthorized, "wrong-credentials", "The user name or the password is wrong.");
        }

        throttle.Succeeded(name, address, now);
        return TypedResults.Ok(tokens);
    }

    private async Task<TokenView?> StartAsync(User user, string? rehash, string? address, DateTimeOffset now, CancellationToken cancellation)
    {
        var refresh = RefreshToken.NewSecret();
        var signIn = await signIns.StartAsync(
            user,
            rehash is null ? null : passwords.Hash(rehash),
            RefreshToken.HashOf(refresh),
            now + options.RefreshTokenLifetime,
            address,
            now,
            cancellation);
        return signIn is { } id
            ? new TokenView(
                keys.Issue(await grants.CallerOfAsync(user, now, cancellation), id, now),
                refresh,
                (int)options.AccessTokenLifetime.TotalSeconds)
            : null;
    }

    private static Dictionary<string, string[]> Errors(SignInRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Username))
        {
            errors["username"] = ["Must not be empty."];
        }
        else if (request.Username.Length > User.MaxName)
        {
            errors["username"] = [$"Must not be longer than {User.MaxName} characters."];
        }

        if (string.IsNullOrEmpty(request.Password))
        {
            errors["password"] = ["Must not be empty."];
        }

        return errors;
    }
}
