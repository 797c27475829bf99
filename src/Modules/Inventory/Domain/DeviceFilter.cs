using Vedette.Contracts.Inventory;
using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>Which devices a list shows; what is null is not asked for.</summary>
internal sealed record DeviceFilter(DeviceKind? Kind, RoomId? RoomId, string? Search)
{
    public static DeviceFilter All { get; } = new(null, null, null);

    public PropertyId? PropertyId { get; init; }

    public bool? Enabled { get; init; }

    public bool? Recording { get; init; }

    public bool? Assigned { get; init; }

    public string? Status { get; init; }

    /// <summary>All of these types of capabilities.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
