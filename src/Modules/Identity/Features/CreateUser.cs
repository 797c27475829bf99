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

internal static class CreateUser
{
    internal sealed record CreateUserRequest(
        string? Username = null,
        string? Email = null,
        string? FirstName = null,
        string? LastName = null,
        string? Password = null,
        string? PasswordConfirmation = null,
        IReadOnlyList<string>? Roles = null,
        IReadOnlyList<ContactView?>? Contacts = null,
        bool? Active = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/users", HandleAsync).RequireAdministrator().WithName("CreateUser");

    private static async Task<Results<Created<CreatedView>, ProblemHttpResult>> HandleAsync(
        CreateUserRequest request,
        Caller caller,
        UserStore users,
        PasswordHashing passwords,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var roles = request.Roles ?? [Roles.Guardian];
        var asked = UserChange.Read(request.Username ?? "", request.Email, request.FirstName, request.LastName, roles, request.Active, errors);
        var contacts = ContactView.ReadAll(request.Contacts, "contacts", errors);
        var isService = RoleNames.IsService(roles);
        if (isService)
        {
            _ = errors.Check("password", "", request.Password is null ? null : "A service has no password; give it an API key.");
        }
        else
        {
            PasswordPolicy.Check(request.Password, request.PasswordConfirmation, errors);
        }

        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var hash = isService ? null : await passwords.HashAsync(request.Password!, cancellation);
        var user = asked.Apply(new User(UserId.New(), "", hash, [], Enabled: true));
        return await users.AddAsync(user, contacts, Deed.Of(caller, time.GetUtcNow()), cancellation) is { } refusal
            ? RefusalView.Of(refusal, user.Id)
            : TypedResults.Created($"/api/identity/users/{user.Id}", new CreatedView(user.Id));
    }
}
