using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>A segment file is complete and indexed.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="SegmentId">The segment.</param>
/// <param name="Start">First picture, UTC.</param>
/// <param name="Duration">Its length.</param>
/// <param name="Bytes">File size.</param>
[DomainEvent("recording.segment-recorded", 1)]
public sealed record SegmentRecorded(
    CameraId CameraId,
    Guid SegmentId,
    DateTimeOffset Start,
    TimeSpan Duration,
    long Bytes) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
