using Vedette.Foundation;
using Vedette.Recording.Exporting;

namespace Vedette.Recording.Clips;

/// <summary>A range somebody, or an event, wants kept as files of its own: stays until it is deleted, whatever becomes of the footage.</summary>
internal sealed record ClipJob
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>What the snapshot shows: the event's instant, or the middle.</summary>
    public required DateTimeOffset Moment { get; init; }

    public required string Reason { get; init; }

    public required ClipState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>What it was wanted for, as whoever wanted it calls it; null for people.</summary>
    public Guid? Correlation { get; init; }

    /// <summary>What was made of it; empty until it is ready.</summary>
    public ClipResult Result { get; init; } = ClipResult.Nothing;

    /// <summary>Why it failed, in words for people.</summary>
    public string? Error { get; init; }
}

/// <summary>What a clip holds.</summary>
/// <param name="Files">One for each camera that has footage.</param>
/// <param name="Gaps">What is missing of each camera.</param>
/// <param name="HasSnapshot">Whether there is a picture of its moment.</param>
internal sealed record ClipResult(IReadOnlyList<ClipFile> Files, IReadOnlyList<ExportGap> Gaps, bool HasSnapshot)
{
    public static ClipResult Nothing { get; } = new([], [], false);
}

/// <summary>A file of a clip.</summary>
internal sealed record ClipFile(CameraId CameraId, string Name, long Bytes, string Sha256);
