using Vedette.Foundation;

namespace Vedette.Inventory.Features;

/// <summary>What is absent stays as it is; so does what is null, but for the room: null takes the device out of all rooms.</summary>
internal sealed class ChangeDeviceRequest
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public RoomId? RoomId { get; set => (field, SaysRoomId) = (value, true); }

    public bool? Enabled { get; set; }

    public bool? Recording { get; set; }

    public ChangeDeviceSource? Source { get; set; }

    internal bool SaysRoomId { get; private set; }

    /// <summary>Whether nothing but <see cref="Enabled"/> is asked for.</summary>
    internal bool OnlySwitches => (Name, Description, Recording, Source) is (null, null, null, null) && !SaysRoomId;
}
