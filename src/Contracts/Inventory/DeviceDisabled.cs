using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A device was switched off.</summary>
/// <param name="Device">The device as it is now.</param>
[DomainEvent("inventory.device-disabled", 1)]
public sealed record DeviceDisabled(DeviceState Device) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => Device.Id.Value;
}
