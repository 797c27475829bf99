using Vedette.Media.Hub;
using Vedette.Media.Units;

namespace Vedette.Streams.Domain;

/// <summary>What is known of one stream: all that advice is given on. What is null is not known.</summary>
internal sealed record StreamFacts
{
    public bool IsOnline { get; init; }

    /// <summary>Why there are no pictures; null while there are or nobody asked for any.</summary>
    public FeedBreakCause? Cause { get; init; }

    public Codec? Codec { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Seconds from key picture to key picture, of the newest groups.</summary>
    public double? ShortestGroup { get; init; }

    public double? LongestGroup { get; init; }

    /// <summary>Seconds pictures have been arriving without two key pictures among them.</summary>
    public double? WithoutGroup { get; init; }

    public bool IsInterlaced { get; init; }

    /// <summary>Whether pictures are shown in another order than they are sent in (B-frames).</summary>
    public bool IsReordered { get; init; }

    public Codec? Audio { get; init; }

    /// <summary>A sound codec that is there and left out.</summary>
    public string? IgnoredAudio { get; init; }

    /// <summary>Part of the packets that never arrived, 0 to 1.</summary>
    public double? Loss { get; init; }

    public bool IsOverUdp { get; init; }

    public double? JitterMilliseconds { get; init; }

    /// <summary>The camera's wall clock minus ours, seconds.</summary>
    public double? SenderOffsetSeconds { get; init; }

    /// <summary>How much faster the camera's clock runs than ours, parts per million.</summary>
    public double? DriftPpm { get; init; }

    /// <summary>Times the camera's media clock jumped.</summary>
    public long ClockJumps { get; init; }

    /// <summary>Troubles of the last hour.</summary>
    public int RecentTroubles { get; init; }

    /// <summary>Whether the password travelled readable by everybody: Basic without encryption.</summary>
    public bool HasOpenPassword { get; init; }
}
