using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>Somebody makes an account of their own, as a member, where an administrator allows it.</summary>
internal sealed class RegisterYourself(
    UserStore users,
    SettingsStore settings,
    PasswordHashing passwords,
    TimeProvider time,
    ILogger<RegisterYourself> log)
{
    // Beside the one of sign-ins: who registers must not slow down who signs in from the same address.
    private readonly SignInThrottle _throttle = new();

    internal sealed record RegistrationRequest(
        string? Username = null,
        string? Email = null,
        string? Password = null,
        string? PasswordConfirmation = null,
        string? FirstName = null,
        string? LastName = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/registrations", (RegistrationRequest request, RegisterYourself feature, HttpContext http, CancellationToken cancellation) =>
            feature.HandleAsync(request, http, cancellation)).AllowAnonymous().WithName("RegisterYourself");

    private async Task<Results<Created<CreatedView>, ProblemHttpResult>> HandleAsync(
        RegistrationRequest request, HttpContext http, CancellationToken cancellation)
    {
        if (!(await settings.GetAsync(cancellation)).Registration)
        {
            return Problem.Refuse(StatusCodes.Status403Forbidden, "registration-off", "People do not register themselves here; ask an administrator.");
        }

        var errors = new FieldErrors();
        var asked = UserChange.Read(request.Username ?? "", request.Email, request.FirstName, request.LastName, [Roles.Member], active: true, errors);
        _ = errors.Check("email", "", string.IsNullOrEmpty(asked.Email) && !errors.All.ContainsKey("email") ? "Must not be empty." : null);
        PasswordPolicy.Check(request.Password, request.PasswordConfirmation, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        // Every try counts, also a good one: nobody needs many accounts, and whose addresses are known here is not to be asked in bulk.
        var (address, now) = (http.Connection.RemoteIpAddress, time.GetUtcNow());
        if (_throttle.Attempt("", address, now) is { } wait)
        {
            IdentityLog.TooManyRegistrations(log, address?.ToString(), wait);
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Refuse(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many attempts; try again later.");
        }

        var user = asked.Apply(new User(UserId.New(), "", await passwords.HashAsync(request.Password!, cancellation), [], Enabled: true));
        var deed = new Deed(user.Id.ToString(), address?.ToString(), now);
        return await users.AddAsync(user, [], deed, cancellation) is { } refusal
            ? RefusalView.Of(refusal, user.Id)
            : TypedResults.Created((string?)null, new CreatedView(user.Id));
    }
}
