using Vedette.Contracts.Inventory;
using Vedette.Foundation;

namespace Vedette.Contracts.Sensing;

/// <summary>A thing told what it is: when it is met, when it returns, and when that has changed.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="ThingId">What it calls itself.</param>
/// <param name="Title">Its title for people.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="At">When it said so, UTC.</param>
[DomainEvent("sensing.thing-described", 1)]
public sealed record ThingDescribed(DeviceId DeviceId, string ThingId, string Title, IReadOnlyList<DeviceCapability> Capabilities, DateTimeOffset At) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => DeviceId.Value;
}
