using Vedette.Foundation;
using Vedette.Recording.Clips;
using Vedette.Recording.Exporting;

namespace Vedette.Recording.Features;

/// <summary>A clip and how far it is.</summary>
internal sealed record ClipView
{
    public required Guid Id { get; init; }

    public required ClipState State { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Progress { get; init; }

    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it: a user id, or <c>system</c> for an event.</summary>
    public required string CreatedBy { get; init; }

    public required IReadOnlyList<ClipFile> Files { get; init; }

    public required IReadOnlyList<ExportGap> Gaps { get; init; }

    public required bool HasSnapshot { get; init; }

    public string? Error { get; init; }

    public static ClipView Of(ClipJob job, ClipProgress progress) => new()
    {
        Id = job.Id,
        State = job.State,
        Progress = progress.Of(job),
        CameraIds = job.CameraIds,
        From = job.From,
        To = job.To,
        Reason = job.Reason,
        CreatedAt = job.CreatedAt,
        CreatedBy = job.CreatedBy,
        Files = job.Result.Files,
        Gaps = job.Result.Gaps,
        HasSnapshot = job.Result.HasSnapshot,
        Error = job.Error,
    };
}
