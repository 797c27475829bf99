using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>
/// Somebody wants what surrounds an instant kept: three minutes before and three minutes after it, one file for each camera.
/// Said by whoever judges; the recorder answers with <see cref="ClipReady"/> or <see cref="ClipFailed"/>.
/// </summary>
/// <param name="ClipId">The clip to be, chosen by whoever wants it; said twice, it is one clip.</param>
/// <param name="CameraIds">The cameras, at least one.</param>
/// <param name="At">The instant, UTC.</param>
/// <param name="Reason">Words for people.</param>
/// <param name="Correlation">What it is wanted for: comes back with the answer. Null for nothing in particular.</param>
[DomainEvent("recording.clip-wanted", 1)]
public sealed record ClipWanted(
    Guid ClipId,
    IReadOnlyList<CameraId> CameraIds,
    DateTimeOffset At,
    string Reason,
    Guid? Correlation) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => ClipId;
}
