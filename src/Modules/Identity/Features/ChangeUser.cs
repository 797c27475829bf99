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
    /// <summary>What is absent stays as it is; so does what is null, but for the e-mail address: null takes that away.</summary>
    internal sealed class ChangeUserRequest
    {
        public string? Username { get; set; }

        public string? Email { get; set => (field, SaysEmail) = (value, true); }

        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public IReadOnlyList<string>? Roles { get; set; }

        public bool? Active { get; set; }

        internal bool SaysEmail { get; private set; }
    }

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
        var email = request.SaysEmail ? request.Email ?? "" : null;
        var asked = UserChange.Read(request.Username, email, request.FirstName, request.LastName, request.Roles, request.Active, errors);
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
