using Vedette.Contracts.Recording;
using Vedette.Foundation;

namespace Vedette.Recording.Footage;

/// <summary>A stretch without footage of a camera that should have some, and why.</summary>
internal sealed record Gap
{
    /// <summary>A shorter hole between segments that nobody noted is the ordinary distance of pictures of a slow camera.</summary>
    public static readonly TimeSpan SmallestHole = TimeSpan.FromSeconds(2);

    public required Guid Id { get; init; }

    public required CameraId CameraId { get; init; }

    /// <summary>End of the last recorded picture, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The first picture recorded again, UTC; null while the gap is open.</summary>
    public DateTimeOffset? End { get; init; }

    public required GapCause Cause { get; init; }

    /// <summary>Words for people.</summary>
    public required string Detail { get; init; }
}
