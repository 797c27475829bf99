using Vedette.Foundation;

namespace Vedette.Recording.Storage;

/// <summary>A segment that could not be copied. Its file stays; it is tried again on demand, or when the store was away and is back.</summary>
internal sealed record DeadLetter
{
    public Guid SegmentId { get; init; }

    public CameraId CameraId { get; init; }

    public DateTimeOffset Start { get; init; }

    public long Bytes { get; init; }

    public int Tries { get; init; }

    public string Cause { get; init; } = "";

    public string Detail { get; init; } = "";

    public DateTimeOffset FailedAt { get; init; }
}
