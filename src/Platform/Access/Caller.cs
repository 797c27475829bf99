using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Who makes a request, as the token says. Bound as a parameter of an endpoint.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Roles">The user's roles.</param>
public sealed record Caller(UserId UserId, string Name, IReadOnlyList<string> Roles)
{
    /// <summary>Whether the caller may do everything.</summary>
    public bool IsAdministrator => Roles.Contains(Access.Roles.Administrator);

    /// <summary>The caller as the actor of an event.</summary>
    public string Actor => UserId.ToString();

    /// <summary>Whether the caller's roles carry <paramref name="right"/>.</summary>
    public bool May(Right right) => Access.Roles.Allow(Roles, right);

    /// <summary>The caller of a request; <see langword="null"/> when it carries no valid token.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The caller a token's claims speak of; <see langword="null"/> when they name nobody.</summary>
    public static Caller? Of(ClaimsPrincipal principal) =>
        UserId.TryParse(principal.FindFirstValue(TokenClaims.Subject), null, out var id)
            ? new Caller(
                id,
                principal.FindFirstValue(TokenClaims.Name) ?? "",
                [.. principal.FindAll(TokenClaims.Roles).Select(claim => claim.Value)])
            : null;
}
