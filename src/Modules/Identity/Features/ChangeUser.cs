using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

internal static class ChangeUser
{
    /// <summary>What is absent or null stays as it is; an empty e-mail address takes it away.</summary>
    internal sealed record ChangeUserRequest(
        string? Username = null,
        string? Email = null,
        string? FirstName = null,
        string? LastName = null,
        IReadOnlyList<string>? Roles = null,
        bool? Active = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/users/{id}", HandleAsync).RequireAdministrator().WithName("ChangeUser");

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> HandleAsync(
        UserId id,
        ChangeUserRequest request,
        Caller caller,
        UserStore users,
        UserList list,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var asked = UserChange.Read(request.Username, request.Email, request.FirstName, request.LastName, request.Roles, request.Active, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var (refusal, _) = await users.ChangeAsync(id, asked, Deed.Of(caller, time.GetUtcNow()), cancellation);
        return refusal is { } why ? RefusalView.Of(why, id)
            : await list.FindAsync(id, cancellation) is { } entry ? TypedResults.Ok(UserView.Of(entry))
            : Problem.NotFound("user", id);
    }
}
