using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Features;

/// <summary>
/// A device as callers see it. Where it is on the network is told to those who may change it, and whether it has a password; the
/// password never.
/// </summary>
internal sealed record DeviceView(
    DeviceId Id,
    string? ThingId,
    DeviceKind Kind,
    string Name,
    string Description,
    RoomId? RoomId,
    PropertyId? PropertyId,
    string? RoomName,
    string? PropertyName,
    bool Assigned,
    bool Enabled,
    bool Recording,
    string Status,
    DateTimeOffset? StatusSince,
    DateTimeOffset? LastOnline,
    IReadOnlyList<CapabilityView> Capabilities,
    DeviceSourceView? Source,
    ThingView? Thing,
    string Version,
    DateTimeOffset CreatedAt)
{
    public static DeviceView Of(DeviceEntry entry, Caller caller)
    {
        var device = entry.Device;
        var mayChange = caller.May(Right.Configure, device.Place);
        return new DeviceView(
            device.Id,
            device.ThingId,
            device.Kind,
            device.Name,
            device.Description,
            device.RoomId,
            device.PropertyId,
            entry.RoomName,
            entry.PropertyName,
            device.RoomId is not null,
            device.Enabled,
            device.Recording,
            entry.Status.State,
            entry.Status.Since,
            entry.Status.LastOnline,
            [.. device.Capabilities.All.Select(CapabilityView.Of)],
            mayChange && device.Source is { } source ? DeviceSourceView.Of(source) : null,
            mayChange && device.Thing is { } thing ? ThingView.Of(thing) : null,
            EntityTag.Of(device.Version),
            device.CreatedAt);
    }
}
