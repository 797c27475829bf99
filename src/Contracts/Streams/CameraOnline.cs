using Vedette.Foundation;

namespace Vedette.Contracts.Streams;

/// <summary>A camera's stream began to arrive.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="At">When, UTC.</param>
[DomainEvent("streams.camera-online", 1)]
public sealed record CameraOnline(CameraId CameraId, DateTimeOffset At) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
