using Vedette.Foundation;

namespace Vedette.Recording.Roster;

/// <summary>What this module knows of a camera.</summary>
internal sealed record RosterCamera
{
    public required CameraId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether footage is owed: the camera is enabled and its recording is switched on.</summary>
    public required bool Wanted { get; init; }

    public bool Removed { get; init; }

    /// <summary>The device's version; the higher one wins.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who changed it last: a user id, or <c>system</c>.</summary>
    public required string ChangedBy { get; init; }
}
