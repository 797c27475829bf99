namespace Vedette.Media.Sources;

/// <summary>What one session saw so far. Written by the session alone; others read without a lock and see whole numbers that only grow.</summary>
public sealed class SourceCounters
{
    private double _driftPpm = double.NaN;
    private long _senderOffset = long.MinValue;

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

    /// <summary>Length of that group in seconds of media time; 0 until there is one.</summary>
    public double GroupSeconds { get; internal set; }

    /// <summary>The longest group so far, in seconds of media time: "smart" codecs leave key pictures out while nothing moves.</summary>
    public double LongestGroupSeconds { get; internal set; }

    /// <summary>Whether pictures may be made of two fields, as the camera's parameters say.</summary>
    public bool IsInterlaced { get; internal set; }

    /// <summary>How much faster the camera's clock runs than ours, in parts per million; null until that can be told, about 40 s into a run.</summary>
    public double? DriftPpm => Volatile.Read(ref _driftPpm) is var drift && double.IsNaN(drift) ? null : drift;

    /// <summary>The camera's time of day by its newest RTCP sender report minus ours when that arrived; null until a report came.</summary>
    public TimeSpan? SenderOffset => Volatile.Read(ref _senderOffset) is var ticks && ticks == long.MinValue ? null : TimeSpan.FromTicks(ticks);

    /// <summary>Audio units published.</summary>
    public long AudioUnits { get; internal set; }

    /// <summary>Packets and NAL units that could not be understood and were left out.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Packets nobody asked for: other channels, other payload types, foreign senders.</summary>
    public long Ignored { get; internal set; }

    /// <summary>Times the camera's clock jumped and media time was carried on by arrival.</summary>
    public long ClockJumps { get; internal set; }

    /// <summary>Notes <see cref="DriftPpm"/>.</summary>
    internal void NoteDrift(double? partsPerMillion) => Volatile.Write(ref _driftPpm, partsPerMillion ?? double.NaN);

    /// <summary>Notes <see cref="SenderOffset"/>.</summary>
    internal void NoteSenderOffset(TimeSpan offset) => Volatile.Write(ref _senderOffset, offset.Ticks);
}
