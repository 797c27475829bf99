using Vedette.Foundation;

namespace Vedette.Recording.Scrubbing;

/// <summary>One look at all footage, which may take more than one life of the process.</summary>
internal sealed record ScrubPass
{
    public required Guid Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Everything up to <see cref="AtDay"/> of this camera is done; cameras come in order of their ids, then days.</summary>
    public CameraId? AtCamera { get; init; }

    public DateTimeOffset? AtDay { get; init; }

    public long Checked { get; init; }

    public long Bytes { get; init; }

    /// <summary>What there was to check when it began.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Words about what was left out.</summary>
    public string Skipped { get; init; } = "";

    /// <summary>0 to 1.</summary>
    public double Progress => FinishedAt is not null ? 1 : TotalBytes <= 0 ? 0 : Math.Min(1, Bytes / (double)TotalBytes);

    public bool IsDone(CameraId camera, DateOnly day) =>
        AtCamera is { } at && AtDay is { } last
        && (camera.Value.CompareTo(at.Value), DateOnly.FromDateTime(last.UtcDateTime)) is var (order, until)
        && (order < 0 || (order == 0 && day <= until));
}
