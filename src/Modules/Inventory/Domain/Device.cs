using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>
/// A camera, a thing or a siren as the inventory keeps it. Three states, each by itself: assigned (in a room), enabled (used at all) and
/// recording (a camera's footage is kept whenever it is enabled).
/// </summary>
internal sealed record Device(
    DeviceId Id,
    DeviceKind Kind,
    string Name,
    RoomId? RoomId,
    PropertyId? PropertyId,
    bool Enabled,
    bool Recording,
    CameraSource? Source,
    long Version,
    DateTimeOffset CreatedAt)
{
    /// <summary>What people say about it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where a thing is on the network.</summary>
    public ThingSource? Thing { get; init; }

    /// <summary>The id the thing gives itself; unique among devices, and never our key.</summary>
    public string? ThingId { get; init; }

    public CapabilitySet Capabilities { get; init; } = CapabilitySet.None;

    /// <summary>Where it is, as far as access goes; null in no room.</summary>
    public Place? Place => Platform.Access.Place.Of(PropertyId, RoomId);

    public DeviceState ToState() => new(Id, Kind, Name, RoomId, PropertyId, Enabled, Recording, Source, Version)
    {
        Thing = Thing,
        ThingId = ThingId,
        Capabilities = Capabilities.All,
    };

    /// <summary>In no room and switched off: what becomes of a device whose place goes away.</summary>
    public Device Unassigned() => this with { RoomId = null, PropertyId = null, Enabled = false };

    /// <summary>What is to be told when this device becomes <paramref name="wanted"/>: nothing when nothing changes.</summary>
    public IReadOnlyList<IDomainEvent> Decide(Device wanted)
    {
        if (wanted == this)
        {
            return [];
        }

        var now = wanted.ToState();
        var events = new List<IDomainEvent>(2);
        if (wanted with { Enabled = Enabled, Version = Version } != this)
        {
            events.Add(new DeviceChanged(now));
        }

        if (wanted.Enabled != Enabled)
        {
            events.Add(wanted.Enabled ? new DeviceEnabled(now) : new DeviceDisabled(now));
        }

        return events;
    }

    /// <summary>The names of what differs besides <see cref="Enabled"/>, for the audit trail.</summary>
    public string Differences(Device other) => string.Join(", ", new[]
    {
        Name == other.Name ? null : "name",
        Description == other.Description ? null : "description",
        RoomId == other.RoomId ? null : other.RoomId is null ? "taken out of its room" : "room",
        Recording == other.Recording ? null : other.Recording ? "recording on" : "recording off",
        Source == other.Source && Thing == other.Thing ? null : "source",
        ThingId == other.ThingId ? null : "thing",
        Capabilities.Equals(other.Capabilities) ? null : "capabilities",
    }.OfType<string>());
}
