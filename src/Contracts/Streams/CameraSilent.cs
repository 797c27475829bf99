using Vedette.Foundation;

namespace Vedette.Contracts.Streams;

/// <summary>A camera's stream stopped arriving.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Cause">Why: the kebab-case name of a feed break cause.</param>
[DomainEvent("streams.camera-silent", 1)]
public sealed record CameraSilent(CameraId CameraId, DateTimeOffset At, string Cause) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
