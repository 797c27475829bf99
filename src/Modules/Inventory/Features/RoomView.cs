using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

internal sealed record RoomView(RoomId Id, PropertyId PropertyId, string Name)
{
    public static RoomView Of(Room room) => new(room.Id, room.PropertyId, room.Name);
}
