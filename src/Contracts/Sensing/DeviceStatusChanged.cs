using Vedette.Foundation;

namespace Vedette.Contracts.Sensing;

/// <summary>A device began or ceased to answer.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Status">What it is now.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="LastOnline">When it answered last, UTC; null when it never did.</param>
[DomainEvent("sensing.device-status-changed", 1)]
public sealed record DeviceStatusChanged(DeviceId DeviceId, DeviceStatus Status, DateTimeOffset At, DateTimeOffset? LastOnline) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => DeviceId.Value;
}
