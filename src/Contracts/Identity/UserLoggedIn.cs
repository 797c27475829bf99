using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>A user signed in.</summary>
/// <param name="UserId">The user.</param>
/// <param name="RemoteAddress">Where from, or null when unknown.</param>
[DomainEvent("identity.user-logged-in", 1)]
public sealed record UserLoggedIn(UserId UserId, string? RemoteAddress) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
