using Vedette.Media.Codecs;
using Vedette.Media.Rtp;

namespace Vedette.Simulator.Streaming;

/// <summary>One looping track of a camera.</summary>
internal sealed record Track
{
    /// <summary>Pictures, else sound.</summary>
    public required bool IsVideo { get; init; }

    /// <summary>RTP payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>RTP ticks a second.</summary>
    public required int ClockRate { get; init; }

    /// <summary>RTP ticks from one unit to the next.</summary>
    public required int TicksPerUnit { get; init; }

    /// <summary>The media section of the session description without its control line, each line ended.</summary>
    public required string Sdp { get; init; }

    /// <summary>Cuts units into packets.</summary>
    public required Func<RtpPacketWriter, Packetizer> Packetizer { get; init; }

    /// <summary>The loop.</summary>
    public required IReadOnlyList<MediaUnit> Units { get; init; }

    /// <summary>The unit with that number, counted since the camera was switched on.</summary>
    public MediaUnit UnitAt(long number) => Units[(int)(number % Units.Count)];

    /// <summary>The last unit that is due <paramref name="elapsed"/> after the first.</summary>
    public long LastDueAt(TimeSpan elapsed) =>
        (long)((Int128)elapsed.Ticks * ClockRate / ((Int128)TicksPerUnit * TimeSpan.TicksPerSecond));

    /// <summary>When a unit is due, counted from the first.</summary>
    public TimeSpan DueTime(long number) =>
        TimeSpan.FromTicks((long)((Int128)number * TicksPerUnit * TimeSpan.TicksPerSecond / ClockRate));
}
