using Vedette.Foundation;

namespace Vedette.Contracts.Streams;

/// <summary>Something began to move before a camera, or rests again.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="At">When it was noticed here, UTC.</param>
/// <param name="Active">Whether something moves.</param>
/// <param name="Source">Who says so: <c>camera</c> for the camera itself.</param>
[DomainEvent("streams.motion-changed", 1)]
public sealed record MotionChanged(CameraId CameraId, DateTimeOffset At, bool Active, string Source) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
