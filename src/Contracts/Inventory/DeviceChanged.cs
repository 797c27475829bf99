using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A device's name, place, source or settings changed.</summary>
/// <param name="Device">The device as it is now.</param>
[DomainEvent("inventory.device-changed", 1)]
public sealed record DeviceChanged(DeviceState Device) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => Device.Id.Value;
}
