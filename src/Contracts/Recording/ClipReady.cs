using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>A clip can be watched and taken away; it is kept until it is deleted.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="CameraIds">The cameras it has files of.</param>
/// <param name="From">Start of the range asked for, UTC.</param>
/// <param name="To">End of the range asked for, UTC.</param>
/// <param name="HasGaps">Whether something of the range is missing.</param>
/// <param name="HasSnapshot">Whether there is a picture of its moment.</param>
/// <param name="Correlation">What it was wanted for, or null.</param>
[DomainEvent("recording.clip-ready", 1)]
public sealed record ClipReady(
    Guid ClipId,
    IReadOnlyList<CameraId> CameraIds,
    DateTimeOffset From,
    DateTimeOffset To,
    bool HasGaps,
    bool HasSnapshot,
    Guid? Correlation) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => ClipId;
}
