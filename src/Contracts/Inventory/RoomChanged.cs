using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A room's name changed.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="PropertyId">The property it belongs to.</param>
/// <param name="Name">Its name.</param>
[DomainEvent("inventory.room-changed", 1)]
public sealed record RoomChanged(RoomId RoomId, PropertyId PropertyId, string Name) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => RoomId.Value;
}
