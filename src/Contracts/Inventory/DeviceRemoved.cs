using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A device was removed for good.</summary>
/// <param name="DeviceId">The device.</param>
[DomainEvent("inventory.device-removed", 1)]
public sealed record DeviceRemoved(DeviceId DeviceId) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => DeviceId.Value;
}
