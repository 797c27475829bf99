using Vedette.Foundation;

namespace Vedette.Recording.Footage;

/// <summary>Says that a stretch of a camera is worth keeping, and why. Segments it touches take its class over.</summary>
internal sealed record Mark
{
    /// <summary>No mark is longer: whoever looks for the marks of an instant need not look further back. What lasts longer has several.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    public required Guid Id { get; init; }

    public required CameraId CameraId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC. From &lt; To, at most <see cref="Longest"/> apart; while an event lasts, a little ahead of now.</summary>
    public required DateTimeOffset To { get; init; }

    public required FootageClass Class { get; init; }

    /// <summary>Words for people.</summary>
    public required string Reason { get; init; }
}
