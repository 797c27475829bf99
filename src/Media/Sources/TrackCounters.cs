namespace Vedette.Media.Sources;

/// <summary>What arrived of one RTP track. Written by the session alone; others read without a lock.</summary>
public sealed class TrackCounters
{
    /// <summary>RTP packets that arrived, repetitions and late ones included.</summary>
    public long Packets { get; internal set; }

    /// <summary>RTP packets that are missing: never arrived, or too late.</summary>
    public long Lost { get; internal set; }

    /// <summary>RTP packets that arrived after one that was sent later, and were put back into their place. UDP only.</summary>
    public long Reordered { get; internal set; }

    /// <summary>RTP packets that arrived when their place had been given up; counted as lost as well. UDP only.</summary>
    public long Late { get; internal set; }

    /// <summary>RTP packets that arrived once more. UDP only; over TCP they count as ignored.</summary>
    public long Repeated { get; internal set; }

    /// <summary>
    /// How unevenly packets arrive, in seconds: the interarrival jitter of RFC 3550 section 6.4.1. Sockets are read 10 to 30 times a
    /// second, so a few milliseconds of it may be ours.
    /// </summary>
    public double Jitter { get; internal set; }

    /// <summary>Receiver reports sent to the camera.</summary>
    public long ReportsSent { get; internal set; }
}
