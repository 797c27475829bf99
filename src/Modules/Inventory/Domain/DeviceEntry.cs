using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>A device with what stands beside it in lists.</summary>
/// <param name="Device">The device.</param>
/// <param name="RoomName">Its room's name.</param>
/// <param name="PropertyName">Its property's name.</param>
/// <param name="Owner">Who owns the property.</param>
/// <param name="Status">Whether it answers.</param>
/// <param name="SortKey">What the list was ordered by.</param>
internal sealed record DeviceEntry(
    Device Device, string? RoomName, string? PropertyName, UserId? Owner, DeviceStatus Status, string SortKey);
