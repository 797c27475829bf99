using System.Text.Json.Serialization;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

/// <summary>A device as callers see it. Whether a camera has a password is told; the password never.</summary>
internal sealed record DeviceView(
    DeviceId Id,
    DeviceKind Kind,
    string Name,
    RoomId RoomId,
    PropertyId PropertyId,
    bool Enabled,
    bool Recording,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DeviceSourceView? Source,
    string Version,
    DateTimeOffset CreatedAt)
{
    public static DeviceView Of(Device device) => new(
        device.Id,
        device.Kind,
        device.Name,
        device.RoomId,
        device.PropertyId,
        device.Enabled,
        device.Recording,
        device.Source is { } source ? DeviceSourceView.Of(source) : null,
        EntityTag.Of(device.Version),
        device.CreatedAt);
}
