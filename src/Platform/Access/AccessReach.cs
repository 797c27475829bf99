namespace Vedette.Platform.Access;

/// <summary>The places somebody reaches, in the form lists are filtered by.</summary>
/// <param name="Everything">Every place, and devices that are in none.</param>
/// <param name="EveryPlace">Every place; set along with <paramref name="Everything"/>.</param>
/// <param name="Properties">Whole properties, by id.</param>
/// <param name="Rooms">Single rooms, by id.</param>
public sealed record AccessReach(bool Everything, bool EveryPlace, IReadOnlySet<Guid> Properties, IReadOnlySet<Guid> Rooms)
{
    /// <summary>Whether <paramref name="place"/> is within reach; <see langword="null"/> is a device in no room.</summary>
    public bool Includes(Place? place) =>
        Everything || (place is not null && (EveryPlace || Properties.Contains(place.PropertyId.Value) || Rooms.Contains(place.RoomId.Value)));
}
