using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>A user was given rights on a place.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="UserId">Who may.</param>
/// <param name="Scope"><c>everywhere</c>, <c>property</c> or <c>room</c>.</param>
/// <param name="PlaceId">The property or the room; null everywhere.</param>
/// <param name="Rights">What: <c>live</c>, <c>playback</c>, <c>export</c>, <c>delete</c>, <c>hold</c>, <c>configure</c>, <c>audit</c>.</param>
/// <param name="From">From when, UTC, or null for at once.</param>
/// <param name="Until">Until when, UTC, or null for good.</param>
[DomainEvent("identity.grant-given", 1)]
public sealed record GrantGiven(
    Guid GrantId,
    UserId UserId,
    string Scope,
    Guid? PlaceId,
    IReadOnlyList<string> Rights,
    DateTimeOffset? From,
    DateTimeOffset? Until) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
