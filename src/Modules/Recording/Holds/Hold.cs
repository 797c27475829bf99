using Vedette.Foundation;

namespace Vedette.Recording.Holds;

/// <summary>A range of footage nobody deletes until the hold ends.</summary>
internal sealed record Hold
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    /// <summary>UTC. From &lt; To; both may lie in the future.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who placed it: a user id.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public HoldState State { get; init; }

    /// <summary>When it was released or expired.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Who released it; <c>system</c> when it expired.</summary>
    public string? ReleasedBy { get; init; }

    public string? ReleaseReason { get; init; }

    public bool IsInForce(DateTimeOffset now) => State == HoldState.Active && !(ExpiresAt <= now);

    public bool Covers(DateTimeOffset from, DateTimeOffset to) => From < to && To > from;
}
