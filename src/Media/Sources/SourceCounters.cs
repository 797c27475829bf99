namespace Vedette.Media.Sources;

/// <summary>What one session saw so far. Written by the session alone; others read without a lock and see whole numbers that only grow.</summary>
public sealed class SourceCounters
{
    /// <summary>Bytes received, everything included.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Of these, bytes that came by UDP.</summary>
    public long DatagramBytes { get; internal set; }

    /// <summary>The video track, where media come by RTP.</summary>
    public TrackCounters Video { get; } = new();

    /// <summary>The audio track, where media come by RTP.</summary>
    public TrackCounters Audio { get; } = new();

    /// <summary>RTP packets taken.</summary>
    public long Packets { get; internal set; }

    /// <summary>RTP packets of the video track known to be lost (gaps in the sequence numbers).</summary>
    public long Lost { get; internal set; }

    /// <summary>Video units published.</summary>
    public long Units { get; internal set; }

    /// <summary>Video units published at which decoding can start.</summary>
    public long KeyUnits { get; internal set; }

    /// <summary>Video units of the newest whole group of pictures: from one key unit up to the next; 0 until two were published.</summary>
    public long GroupUnits { get; internal set; }

    /// <summary>Audio units published.</summary>
    public long AudioUnits { get; internal set; }

    /// <summary>Packets and NAL units that could not be understood and were left out.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Packets nobody asked for: other channels, other payload types, foreign senders.</summary>
    public long Ignored { get; internal set; }

    /// <summary>Times the camera's clock jumped and media time was carried on by arrival.</summary>
    public long ClockJumps { get; internal set; }
}
