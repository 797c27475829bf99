using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Storage;

/// <summary>A row of <c>properties</c>, in lists with what stands beside it.</summary>
internal sealed class PropertyRow
{
    public PropertyId Id { get; init; }

    public string Name { get; init; } = "";

    public string Address { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public bool External { get; init; }

    public UserId? OwnerId { get; init; }

    public long Version { get; init; }

    public string? OwnerName { get; init; }

    public int Rooms { get; init; }

    public int Devices { get; init; }

    public string SortKey { get; init; } = "";

    public Property ToProperty() =>
        new(Id, Name, Address, TimeZone) { External = External, OwnerId = OwnerId, Version = Version };

    public PropertyEntry ToEntry() => new(ToProperty(), OwnerName, Rooms, Devices, SortKey);
}
