using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Storage;

/// <summary>A device's row with what stands beside it.</summary>
internal sealed class ListedDeviceRow : DeviceRow
{
    public string? RoomName { get; init; }

    public string? PropertyName { get; init; }

    public UserId? OwnerId { get; init; }

    /// <summary>The status as of the question.</summary>
    public string Status { get; init; } = "";

    /// <summary>What was heard last.</summary>
    public string? HeardState { get; init; }

    public DateTimeOffset? StatusSince { get; init; }

    public DateTimeOffset? LastOnline { get; init; }

    public string SortKey { get; init; } = "";

    public DeviceEntry ToEntry(TimeSpan offlineAfter) =>
        new(ToDevice(), RoomName, PropertyName, OwnerId, new DeviceStatus(Status, Since(offlineAfter), LastOnline), SortKey);

    private DateTimeOffset? Since(TimeSpan offlineAfter) =>
        Status == DeviceStatus.Unknown ? null : Status == HeardState ? StatusSince : StatusSince + offlineAfter;
}
