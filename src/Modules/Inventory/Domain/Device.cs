using Vedette.Contracts.Inventory;
using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>A camera, a thing or a siren as the inventory keeps it.</summary>
internal sealed record Device(
    DeviceId Id,
    DeviceKind Kind,
    string Name,
    RoomId RoomId,
    PropertyId PropertyId,
    bool Enabled,
    bool Recording,
    CameraSource? Source,
    long Version,
    DateTimeOffset CreatedAt)
{
    public DeviceState ToState() => new(Id, Kind, Name, RoomId, PropertyId, Enabled, Recording, Source, Version);

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
}
