using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>The ways to reach a user changed.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Contacts">All of them as they are now.</param>
[DomainEvent("identity.contacts-modified", 1)]
public sealed record ContactsModified(UserId UserId, IReadOnlyList<Contact> Contacts) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
