using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A device was added.</summary>
/// <param name="Device">The device as it is now.</param>
[DomainEvent("inventory.device-added", 1)]
public sealed record DeviceAdded(DeviceState Device) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => Device.Id.Value;
}
