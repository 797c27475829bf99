using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>Footage is not deleted until further notice.</summary>
/// <param name="HoldId">The hold.</param>
/// <param name="CameraIds">The cameras.</param>
/// <param name="From">Since when, UTC.</param>
/// <param name="To">Until when, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who: a user id.</param>
/// <param name="ExpiresAt">When it ends by itself, UTC; null for never.</param>
[DomainEvent("recording.hold-placed", 1)]
public sealed record HoldPlaced(
    Guid HoldId,
    IReadOnlyList<CameraId> CameraIds,
    DateTimeOffset From,
    DateTimeOffset To,
    string Reason,
    string Owner,
    DateTimeOffset? ExpiresAt) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => HoldId;
}
