using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A room was removed.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="PropertyId">The property it belonged to.</param>
[DomainEvent("inventory.room-removed", 1)]
public sealed record RoomRemoved(RoomId RoomId, PropertyId PropertyId) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => RoomId.Value;
}
