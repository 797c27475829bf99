using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A device was switched on.</summary>
/// <param name="Device">The device as it is now.</param>
[DomainEvent("inventory.device-enabled", 1)]
public sealed record DeviceEnabled(DeviceState Device) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => Device.Id.Value;
}
