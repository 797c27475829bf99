using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Sensing.Roster;

/// <summary>What this module knows of a thing's device. The secret in the source stays encrypted here.</summary>
internal sealed record KnownThing
{
    public required DeviceId Id { get; init; }

    public required string Name { get; init; }

    public PropertyId? PropertyId { get; init; }

    public RoomId? RoomId { get; init; }

    /// <summary>Whether it is wanted to measure.</summary>
    public required bool Enabled { get; init; }

    public bool Removed { get; init; }

    public ThingSource? Source { get; init; }

    /// <summary>What it called itself when it was federated; null when that is not known.</summary>
    public string? ThingId { get; init; }

    /// <summary>The device's version; the higher one wins.</summary>
    public required long Version { get; init; }

    public Place? Place => Place.Of(PropertyId, RoomId);

    public bool IsWatched => !Removed && Source is not null;

    public static KnownThing Of(DeviceState device) => new()
    {
        Id = device.Id,
        Name = device.Name,
        PropertyId = device.PropertyId,
        RoomId = device.RoomId,
        Enabled = device.Enabled,
        Source = device.Thing,
        ThingId = device.ThingId,
        Version = device.Version,
    };
}
