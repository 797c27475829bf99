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
    SecondFactorStore secondFactors,
    PasswordHashing passwords,
    SignInThrottle throttle,
    SignInDesk desk,
    Refusals refusals,
    TimeProvider time,
    ILogger<SignIn> log)
{
    // Longer than any code, however it is typed.
    private const int MaxCode = 64;

    internal sealed record SignInRequest(string? Username = null, string? Password = null, string? Code = null);

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

        var (name, address, now) = (User.SignInName(request.Username!), http.RemoteAddress(), time.GetUtcNow());
        if (throttle.Attempt(name, address, now) is { } wait)
        {
            IdentityLog.TooManyAttempts(log, http.Address(), wait);
            refusals.Count();
            return http.TooManyAttempts(wait);
        }

        var user = await users.FindByNameAsync(name, cancellation);
        var verdict = await passwords.VerifyAsync(user is { Enabled: true } ? user.PasswordHash : null, request.Password!, cancellation);
        if (verdict == PasswordVerificationResult.Failed || user is null)
        {
            return await RefuseAsync(user, http, now, cancellation);
        }

        // From here on the caller has shown the password: what is said about the second factor tells nobody else anything.
        if (await secondFactors.FindAsync(user.Id, cancellation) is { IsConfirmed: true }
            && await CheckCodeAsync(user, request.Code, http, now, cancellation) is { } refusal)
        {
            if (string.IsNullOrWhiteSpace(request.Code))
            {
                throttle.TakeBack(name, address, now);
            }

            return refusal;
        }

        var newHash = verdict == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.HashAsync(request.Password!, cancellation) : null;
        if (await desk.StartAsync(user, newHash, http.Origin(), null, now, cancellation) is not { } tokens)
        {
            return await RefuseAsync(user, http, now, cancellation);
        }

        throttle.Succeeded(name, address, now);
        return TypedResults.Ok(tokens);
    }

    private async Task<ProblemHttpResult?> CheckCodeAsync(User user, string? code, HttpContext http, DateTimeOffset now, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return Problem.Refuse(StatusCodes.Status401Unauthorized, "second-factor-needed", "The code of the authenticator app is needed, or a recovery code.");
        }

        var verdict = await secondFactors.SpendAsync(user.Id, code.Trim(), now, cancellation);
        if (verdict.IsGood)
        {
            return null;
        }

        IdentityLog.WrongCode(log, http.Address(), user.Id.ToString());
        await refusals.NoteAsync("sign-in-refused", user.Id, "Wrong code of the second factor; the password was right.", http.Address(), now, cancellation);
        return verdict.Wait is { } wait
            ? http.TooManyAttempts(wait)
            : Problem.Refuse(StatusCodes.Status401Unauthorized, "second-factor-wrong", "The code is wrong or was used before.");
    }

    private async Task<ProblemHttpResult> RefuseAsync(User? user, HttpContext http, DateTimeOffset now, CancellationToken cancellation)
    {
        IdentityLog.WrongCredentials(log, http.Address());
        await refusals.NoteAsync(
            "sign-in-refused", user?.Id, user is null ? "Unknown user." : user.Enabled ? "Wrong password." : "The user is switched off.", http.Address(), now, cancellation);
        return Problem.Refuse(StatusCodes.Status401Unauthorized, "wrong-credentials", "The user name or the password is wrong.");
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

        if (request.Code is { Length: > MaxCode })
        {
            errors["code"] = [$"Must not be longer than {MaxCode} characters."];
        }

        return errors;
    }
}
