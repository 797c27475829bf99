using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>What a user may do changed: roles, grants, name, or whether the user may do anything. Tokens issued before say less than this.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Version">Grows with every change; of two the higher one counts.</param>
/// <param name="Active">Whether the user may do anything at all.</param>
/// <param name="Username">The name used to sign in.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="Grants">All grants in the short form access tokens carry.</param>
/// <param name="At">When, UTC.</param>
[DomainEvent("identity.access-changed", 1)]
public sealed record AccessChanged(
    UserId UserId,
    long Version,
    bool Active,
    string Username,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Grants,
    DateTimeOffset At) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
