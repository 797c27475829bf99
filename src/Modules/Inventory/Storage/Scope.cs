using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>
/// The rows a caller reaches, as a condition: lists are narrowed where they are read, so that pages and counts are right. Values travel
/// as <c>@inProperties</c> and <c>@inRooms</c>.
/// </summary>
internal sealed class Scope(AccessReach reach)
{
    public UuidSet InProperties { get; } = UuidSet.Of(reach.Properties);

    public UuidSet InRooms { get; } = UuidSet.Of(reach.Rooms);

    /// <summary>Whether every room is reached, and no condition is needed for what lies in rooms.</summary>
    public bool IsEveryRoom => reach.Everything || reach.EveryPlace;

    /// <summary>Devices, whose room and property may be null.</summary>
    public string? Devices(string property, string room) =>
        reach.Everything ? null : reach.EveryPlace ? $"{room} is not null" : Rooms(property, room);

    /// <summary>Rooms, and what is always in one.</summary>
    public string? Rooms(string property, string room) =>
        IsEveryRoom ? null : $"({property} in @inProperties or {room} in @inRooms)";

    /// <summary>Properties: those reached as a whole, and those around a room that is.</summary>
    public string? Properties(string property) =>
        IsEveryRoom
            ? null
            : $"({property} in @inProperties or exists (select 1 from rooms seen where seen.property_id = {property} and seen.id in @inRooms))";
}
