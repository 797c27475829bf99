using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>An administrator gives somebody a new password, for example because the old one is forgotten.</summary>
internal static class SetPassword
{
    internal sealed record SetPasswordRequest(string? Password = null, string? PasswordConfirmation = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/users/{id}/password", HandleAsync).RequireAdministrator().WithName("SetPassword");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        UserId id,
        SetPasswordRequest request,
        Caller caller,
        UserStore users,
        PasswordHashing passwords,
        SignInEnds ends,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        PasswordPolicy.Check(request.Password, request.PasswordConfirmation, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var hash = await passwords.HashAsync(request.Password!, cancellation);
        var deed = Deed.Of(caller, time.GetUtcNow());
        var (refused, ended) = await users.SetPasswordAsync(id, hash, deed, cancellation);
        await ends.HearAsync(ended, deed.At);
        return refused is { } refusal ? RefusalView.Of(refusal, id) : TypedResults.NoContent();
    }
}
