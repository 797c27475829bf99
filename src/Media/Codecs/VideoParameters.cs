using Vedette.Media.Units;

namespace Vedette.Media.Codecs;

/// <summary>What is known of a video track's configuration, from its description or from between its pictures.</summary>
internal abstract class VideoParameters
{
    /// <summary>RTP's clock for video (RFC 3551 section 5, RFC 6184 section 8.2.1, RFC 7798 section 7.1), ticks per second.</summary>
    public const int ClockRate = 90_000;

    /// <summary>The format, the same instance as long as nothing changed; null while something is missing.</summary>
    public abstract TrackFormat? Format { get; }

    /// <summary>Pictures that may be shown later than decoded, at least 0.</summary>
    public abstract int ReorderFrames { get; }

    /// <summary>Pictures per second as the camera declares them, or null.</summary>
    public abstract double? FrameRate { get; }

    /// <summary>Whether pictures may be made of two fields.</summary>
    public abstract bool IsInterlaced { get; }
}
