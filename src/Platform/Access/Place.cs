using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Where a device is, as far as access depends on it.</summary>
/// <param name="PropertyId">The property.</param>
/// <param name="RoomId">The room in it.</param>
public sealed record Place(PropertyId PropertyId, RoomId RoomId)
{
    /// <summary>The place of a device that may be in no room: <see langword="null"/> then, and administrators alone see it.</summary>
    public static Place? Of(PropertyId? property, RoomId? room) =>
        property is { } its && room is { } one ? new Place(its, one) : null;
}
