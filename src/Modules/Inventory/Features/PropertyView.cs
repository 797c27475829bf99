using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

internal sealed record PropertyView(
    PropertyId Id,
    string Name,
    string Address,
    string TimeZone,
    bool External,
    OwnerView? Owner,
    int Rooms,
    int Devices,
    string Version)
{
    public static PropertyView Of(PropertyEntry entry) => new(
        entry.Property.Id,
        entry.Property.Name,
        entry.Property.Address,
        entry.Property.TimeZone,
        entry.Property.External,
        entry.Property.OwnerId is { } owner ? new OwnerView(owner, entry.OwnerName ?? "") : null,
        entry.Rooms,
        entry.Devices,
        EntityTag.Of(entry.Property.Version));
}
