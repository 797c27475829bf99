using Vedette.Foundation;

namespace Vedette.Identity.Storage;

/// <summary>A property or a room, as far as grants need it; <paramref name="Kind"/> is the scope of grants on it.</summary>
internal sealed record PlaceRow(Guid Id, string Kind, Guid PropertyId, string Name, UserId? OwnerId)
{
    public const string Property = "property";

    public const string Room = "room";

    public const string Columns = "id, kind, property_id, name, owner_id";
}
