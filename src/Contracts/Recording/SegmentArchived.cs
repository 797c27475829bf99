using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>A copy of a segment is proven to be in the archive.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="SegmentId">The segment.</param>
/// <param name="Start">First picture, UTC.</param>
/// <param name="Key">The copy's key in the archive.</param>
/// <param name="Bytes">Its size.</param>
[DomainEvent("recording.segment-archived", 1)]
public sealed record SegmentArchived(
    CameraId CameraId,
    Guid SegmentId,
    DateTimeOffset Start,
    string Key,
    long Bytes) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => CameraId.Value;
}
