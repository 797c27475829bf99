using Vedette.Contracts.Inventory;
using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>Which devices a list shows; what is null is not asked for.</summary>
internal sealed record DeviceFilter(DeviceKind? Kind, RoomId? RoomId, string? Search)
{
    public static DeviceFilter All { get; } = new(null, null, null);
}
