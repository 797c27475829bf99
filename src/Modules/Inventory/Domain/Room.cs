using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>A room of a property: where devices are and what people are given access to.</summary>
internal sealed record Room(RoomId Id, PropertyId PropertyId, string Name)
{
    public Place Place => new(PropertyId, Id);
}
