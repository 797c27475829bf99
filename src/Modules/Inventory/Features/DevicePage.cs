namespace Vedette.Inventory.Features;

/// <summary>A part of the list of devices.</summary>
/// <param name="Items">The devices.</param>
/// <param name="Next">The cursor of the next part; null at the end.</param>
/// <param name="Total">How many devices match on all parts.</param>
internal sealed record DevicePage(IReadOnlyList<DeviceView> Items, string? Next, int Total);
