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

internal static class ListUsers
{
    private const int MaxSearch = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/users", ListAsync).RequireAdministrator().WithName("ListUsers");
        _ = routes.MapGet("/users/{id}", GetAsync).RequireAdministrator().WithName("GetUser");
    }

    private static async Task<Results<Ok<Page<UserView>>, ProblemHttpResult>> ListAsync(
        PageRequest page,
        UserList list,
        CancellationToken cancellation,
        string? role = null,
        bool? active = null,
        string? search = null,
        string? sort = null)
    {
        var errors = new FieldErrors();
        _ = errors.Check("role", role, role is null || Roles.All.Contains(role) ? null : $"Must be one of {string.Join(", ", Roles.All)}.");
        _ = errors.Check("search", search, search?.Length > MaxSearch ? $"Must not be longer than {MaxSearch} characters."
            : search?.Any(char.IsControl) == true ? "Must not hold control characters." : null);
        var isDescending = sort is ['-', ..];
        var order = OrderNamed(isDescending ? sort![1..] : sort ?? "username");
        _ = errors.Check("sort", sort, order is null ? "Must be username, name, email, createdAt or lastSignInAt, with a hyphen before it for the other way round." : null);
        var after = page.After switch
        {
            [] => ((string, Guid)?)null,
            [var key, var id] when Guid.TryParseExact(id, "D", out var known) && !key.Any(char.IsControl) => (key, known),
            _ => throw new InvalidRequestException("cursor", "The cursor is not one this list gave."),
        };
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var filter = new UserFilter(role, active, string.IsNullOrWhiteSpace(search) ? null : search.Trim());
        var found = await list.ListAsync(filter, order!.Value, isDescending, after, page.Fetch, cancellation);
        var cut = page.Cut(found, entry => [entry.Key, entry.User.Id.ToString()]);
        return TypedResults.Ok(new Page<UserView>([.. cut.Items.Select(UserView.Of)], cut.Next));
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> GetAsync(UserId id, UserList list, CancellationToken cancellation) =>
        await list.FindAsync(id, cancellation) is { } entry ? TypedResults.Ok(UserView.Of(entry)) : Problem.NotFound("user", id);

    private static UserOrderKey? OrderNamed(string name) => name switch
    {
        "username" => UserOrderKey.Username,
        "name" => UserOrderKey.Name,
        "email" => UserOrderKey.Email,
        "createdAt" => UserOrderKey.CreatedAt,
        "lastSignInAt" => UserOrderKey.LastSignInAt,
        _ => null,
    };
}
