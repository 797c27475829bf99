using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>A user was added.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Username">The name used to sign in.</param>
/// <param name="Roles">The roles held.</param>
[DomainEvent("identity.user-added", 1)]
public sealed record UserAdded(UserId UserId, string Username, IReadOnlyList<string> Roles) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
