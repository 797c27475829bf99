using Vedette.Foundation;
using Vedette.Recording.Exporting;

namespace Vedette.Recording.Features;

/// <summary>An export and how far it is.</summary>
internal sealed record ExportView
{
    public required Guid Id { get; init; }

    public required ExportState State { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Progress { get; init; }

    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whether it holds the originals, with the proof that they are.</summary>
    public required bool Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Size of the download; null until it is ready.</summary>
    public long? Bytes { get; init; }

    public required IReadOnlyList<ExportFile> Files { get; init; }

    public required IReadOnlyList<ExportGap> Gaps { get; init; }

    public string? Error { get; init; }

    public static ExportView Of(ExportJob job, ExportProgress progress) => new()
    {
        Id = job.Id,
        State = job.State,
        Progress = progress.Of(job),
        CameraIds = job.CameraIds,
        From = job.From,
        To = job.To,
        Reason = job.Reason,
        Sealed = job.Sealed,
        CreatedAt = job.CreatedAt,
        Bytes = job.State == ExportState.Ready ? job.Result.Bytes : null,
        Files = job.Result.Files,
        Gaps = job.Result.Gaps,
        Error = job.Error,
    };
}
