using Vedette.Foundation;

namespace Vedette.Recording.Scrubbing;

/// <summary>Something that is not as it was recorded. It is told and kept, never deleted.</summary>
internal sealed record ScrubFinding
{
    public required CameraId CameraId { get; init; }

    /// <summary>The segment, or null when it is about a file or a note that belongs to none.</summary>
    public Guid? SegmentId { get; init; }

    public Guid? VolumeId { get; init; }

    /// <summary>Start of the footage it is about, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Path below the volume's root.</summary>
    public required string Path { get; init; }

    /// <summary>One of <see cref="ScrubProblem"/>.</summary>
    public required string Problem { get; init; }
}
