using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>A hold ended; its footage goes the way of all footage.</summary>
/// <param name="HoldId">The hold.</param>
/// <param name="CameraIds">The cameras.</param>
/// <param name="From">Since when, UTC.</param>
/// <param name="To">Until when, UTC.</param>
/// <param name="ReleasedBy">Who: a user id, or <c>system</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="HasExpired">Whether its time ended it.</param>
[DomainEvent("recording.hold-released", 1)]
public sealed record HoldReleased(
    Guid HoldId,
    IReadOnlyList<CameraId> CameraIds,
    DateTimeOffset From,
    DateTimeOffset To,
    string ReleasedBy,
    string Reason,
    bool HasExpired) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => HoldId;
}
