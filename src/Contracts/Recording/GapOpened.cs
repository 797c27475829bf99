using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>Footage stopped being recorded.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="GapId">The gap.</param>
/// <param name="Start">Since when, UTC.</param>
/// <param name="Cause">Why.</param>
[DomainEvent("recording.gap-opened", 1)]
public sealed record GapOpened(CameraId CameraId, Guid GapId, DateTimeOffset Start, GapCause Cause) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
