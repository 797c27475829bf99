using Vedette.Foundation;

namespace Vedette.Recording.Exporting;

/// <summary>An export somebody ordered: survives restarts until it is deleted.</summary>
internal sealed record ExportJob
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    public required ExportState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>What whoever ordered it was called then.</summary>
    public string CreatedByName { get; init; } = "";

    /// <summary>Whether it holds the originals, with the proof that they are.</summary>
    public bool Sealed { get; init; }

    /// <summary>What was made of it; empty until it is ready.</summary>
    public ExportResult Result { get; init; } = ExportResult.Nothing;

    /// <summary>Why it failed, in words for people.</summary>
    public string? Error { get; init; }

    /// <summary>Several files travel in one archive.</summary>
    public bool IsArchive => Sealed || CameraIds.Count > 1;
}

/// <summary>What an export holds.</summary>
/// <param name="Bytes">Size of the file to download.</param>
/// <param name="Files">The files in it, or the file itself.</param>
/// <param name="Gaps">What is missing of each camera.</param>
internal sealed record ExportResult(long Bytes, IReadOnlyList<ExportFile> Files, IReadOnlyList<ExportGap> Gaps)
{
    public static ExportResult Nothing { get; } = new(0, [], []);
}

/// <summary>An exported file.</summary>
internal sealed record ExportFile(string Name, long Bytes, string Sha256);

/// <summary>Footage an export had to do without.</summary>
internal sealed record ExportGap(CameraId CameraId, DateTimeOffset Start, DateTimeOffset End, string Cause);
