using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Recording.Roster;

/// <summary>What this module knows of a camera.</summary>
internal sealed record RosterCamera
{
    public required CameraId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether footage is owed: the camera is enabled and its recording is switched on.</summary>
    public required bool Wanted { get; init; }

    public bool Removed { get; init; }

    /// <summary>Where it is, or was when it was removed; null when it is in no room: then its footage is the administrators' alone.</summary>
    public Place? Place { get; init; }

    /// <summary>The device's version; the higher one wins.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who changed it last: a user id, or <c>system</c>.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>Whether this is newer than what is known; an earlier version of this program did not know where cameras are.</summary>
    public bool IsNewerThan(RosterCamera known) => Version > known.Version || (Version == known.Version && known.Place is null && Place is not null);
}
