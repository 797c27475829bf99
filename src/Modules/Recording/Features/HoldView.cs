using Vedette.Foundation;
using Vedette.Recording.Holds;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>A hold and how much footage it keeps.</summary>
internal sealed record HoldView
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required HoldState State { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    public string? ReleasedBy { get; init; }

    public string? ReleaseReason { get; init; }

    /// <summary>Bytes of the footage there is of its range; 0 once it ended.</summary>
    public required long Bytes { get; init; }

    public static async Task<HoldView> OfAsync(Hold hold, HoldStore store, CancellationToken cancellation)
    {
        long bytes = 0;
        foreach (var camera in hold.State == HoldState.Active ? hold.CameraIds : [])
        {
            bytes += await store.BytesAsync(camera, hold.From, hold.To, cancellation);
        }

        return new HoldView
        {
            Id = hold.Id,
            CameraIds = hold.CameraIds,
            From = hold.From,
            To = hold.To,
            Reason = hold.Reason,
            Owner = hold.Owner,
            CreatedAt = hold.CreatedAt,
            ExpiresAt = hold.ExpiresAt,
            State = hold.State,
            ReleasedAt = hold.ReleasedAt,
            ReleasedBy = hold.ReleasedBy,
            ReleaseReason = hold.ReleaseReason,
            Bytes = bytes,
        };
    }
}
