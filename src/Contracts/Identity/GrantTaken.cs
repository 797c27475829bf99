using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>Rights on a place were taken from a user.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="UserId">From whom.</param>
/// <param name="Scope"><c>everywhere</c>, <c>property</c> or <c>room</c>.</param>
/// <param name="PlaceId">The property or the room; null everywhere.</param>
[DomainEvent("identity.grant-taken", 1)]
public sealed record GrantTaken(Guid GrantId, UserId UserId, string Scope, Guid? PlaceId) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
