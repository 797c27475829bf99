using Vedette.Contracts.Recording;
using Vedette.Foundation;

namespace Vedette.Recording.Standing;

/// <summary>How the recording of one camera stands.</summary>
internal sealed record RecordingCamera
{
    public required CameraId Id { get; init; }

    /// <summary>Whether footage reaches the disk right now: confirmed, not hoped for.</summary>
    public required bool Recording { get; init; }

    /// <summary>Whether footage is owed: the camera is enabled and its recording is on.</summary>
    public required bool Wanted { get; init; }

    public LastSegment? LastSegment { get; init; }

    /// <summary>Share of the time owed since midnight UTC that is recorded, 0 to 1; null while the database is away.</summary>
    public double? CoverageToday { get; init; }

    /// <summary>Start of the oldest footage.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>Bytes of footage; null while the database is away.</summary>
    public long? Bytes { get; init; }

    public CurrentGap? CurrentGap { get; init; }
}

internal sealed record LastSegment(Guid Id, DateTimeOffset Start, DateTimeOffset End, long Bytes);

internal sealed record CurrentGap(DateTimeOffset Start, GapCause Cause, string Detail);
