using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal static class ShowMe
{
    internal sealed record MeView(
        UserId Id,
        string Username,
        string? Email,
        string FirstName,
        string LastName,
        IReadOnlyList<string> Roles,
        IReadOnlyList<GrantView> Grants,
        IReadOnlyList<ContactView> Contacts,
        bool SecondFactor,
        int RecoveryCodesLeft,
        bool HasPassword,
        IReadOnlyList<ExternalView> External);

    /// <summary>Whom somebody else vouches for, and under which name.</summary>
    internal sealed record ExternalView(string Provider, string Subject);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me", HandleAsync).WithName("GetMe");

    private static async Task<Results<Ok<MeView>, ProblemHttpResult>> HandleAsync(
        Caller caller, UserStore users, ContactStore contacts, GrantList grants, SecondFactorStore secondFactors, ExternalLoginStore logins, TimeProvider time, CancellationToken cancellation)
    {
        if (await users.FindAsync(caller.UserId, cancellation) is not { Enabled: true } user)
        {
            return Problem.Refuse(StatusCodes.Status401Unauthorized, "unauthenticated", "This user is gone.");
        }

        return TypedResults.Ok(new MeView(
            user.Id,
            user.Username,
            user.Email,
            user.FirstName,
            user.LastName,
            user.Roles,
            GrantsView.Of(await grants.OfAsync(user.Id, cancellation), time.GetUtcNow()).Items,
            [.. (await contacts.ListAsync(user.Id, cancellation)).Select(ContactView.Of)],
            await secondFactors.FindAsync(user.Id, cancellation) is { IsConfirmed: true },
            await secondFactors.CountRecoveryCodesAsync(user.Id, cancellation),
            user.PasswordHash is not null,
            [.. (await logins.ListAsync(user.Id, cancellation)).Select(login => new ExternalView(login.Provider, login.Subject))]));
    }
}
