using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A room was added.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="PropertyId">The property it belongs to.</param>
/// <param name="Name">Its name.</param>
[DomainEvent("inventory.room-added", 1)]
public sealed record RoomAdded(RoomId RoomId, PropertyId PropertyId, string Name) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => RoomId.Value;
}
