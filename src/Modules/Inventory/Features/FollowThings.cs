using Microsoft.Extensions.Logging;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Sensing;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Messaging;

namespace Vedette.Inventory.Features;

/// <summary>Takes over what things say of themselves whenever they are read anew: their own id, and what they can do.</summary>
internal sealed class FollowThings(DeviceStore store, ILogger<FollowThings> log)
{
    public async Task HandleAsync(ThingDescribed described, EventContext context, CancellationToken cancellation)
    {
        var thingId = ThingDraft.IdError(described.ThingId) is null ? described.ThingId : null;
        var capabilities = CapabilitySet.Legal(described.Capabilities);
        var deed = new Deed(Deed.System, context.Time);

        var (_, refusal) = await store.ChangeAsync(
            described.DeviceId, null, device => Described(device, thingId ?? device.ThingId, capabilities), deed, cancellation);
        if (refusal == Refusal.AlreadyFederated)
        {
            InventoryLog.ThingIdTaken(log, described.DeviceId, described.ThingId);
            _ = await store.ChangeAsync(
                described.DeviceId, null, device => Described(device, device.ThingId, capabilities), deed, cancellation);
        }
    }

    private static Device Described(Device device, string? thingId, CapabilitySet capabilities) =>
        device.Kind == DeviceKind.Thing ? device with { ThingId = thingId, Capabilities = capabilities } : device;
}
