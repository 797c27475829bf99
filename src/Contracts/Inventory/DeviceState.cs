using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>All that other modules may know of a device, whole in every event, so that a copy is one replacement.</summary>
/// <param name="Id">The device.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="RoomId">The room it is in; null when it is assigned to none.</param>
/// <param name="PropertyId">The property of that room; null along with it.</param>
/// <param name="Enabled">Whether it is used at all: a disabled camera is not connected to.</param>
/// <param name="Recording">Whether a camera's footage is recorded.</param>
/// <param name="Source">The camera's source; null for other kinds.</param>
/// <param name="Version">Grows with every change; a copy with a higher version wins.</param>
public sealed record DeviceState(
    DeviceId Id,
    DeviceKind Kind,
    string Name,
    RoomId? RoomId,
    PropertyId? PropertyId,
    bool Enabled,
    bool Recording,
    CameraSource? Source,
    long Version)
{
    /// <summary>What it can do.</summary>
    public IReadOnlyList<DeviceCapability> Capabilities { get; init; } = [];

    /// <summary>Where a thing is reached; null for other kinds.</summary>
    public ThingSource? Thing { get; init; }

    /// <summary>What a thing calls itself: unique, an alias of <see cref="Id"/>; null when it is not known (yet).</summary>
    public string? ThingId { get; init; }
}
