using Vedette.Contracts.Inventory;
using Vedette.Foundation;

namespace Vedette.Streams.Roster;

/// <summary>What this module knows of a camera. The password in the source stays encrypted here.</summary>
internal sealed record KnownCamera
{
    public required CameraId Id { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    public bool Removed { get; init; }

    public CameraSource? Source { get; init; }

    /// <summary>The device's version; the higher one wins.</summary>
    public required long Version { get; init; }

    /// <summary>Whether there is something to connect to and it is wanted.</summary>
    public bool IsCaptured => Enabled && !Removed && Source is not null;
}
