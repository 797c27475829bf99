using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>A user's name, address, roles or state changed. Carries the user whole, so that a copy is one replacement.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Username">The name used to sign in.</param>
/// <param name="Email">The e-mail address, or null.</param>
/// <param name="FirstName">First name; may be empty.</param>
/// <param name="LastName">Last name; may be empty.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="Active">Whether the user may sign in.</param>
[DomainEvent("identity.user-updated", 1)]
public sealed record UserUpdated(
    UserId UserId,
    string Username,
    string? Email,
    string FirstName,
    string LastName,
    IReadOnlyList<string> Roles,
    bool Active) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
