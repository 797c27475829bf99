using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>A user was deleted: whoever keeps something of that user's deletes it.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Username">The name the user had.</param>
[DomainEvent("identity.user-deleted", 1)]
public sealed record UserDeleted(UserId UserId, string Username) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
