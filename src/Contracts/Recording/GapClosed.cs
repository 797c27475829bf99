using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>Footage is recorded again.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="GapId">The gap.</param>
/// <param name="Start">Since when, UTC.</param>
/// <param name="End">Until when, UTC.</param>
/// <param name="Cause">Why.</param>
[DomainEvent("recording.gap-closed", 1)]
public sealed record GapClosed(
    CameraId CameraId,
    Guid GapId,
    DateTimeOffset Start,
    DateTimeOffset End,
    GapCause Cause) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
