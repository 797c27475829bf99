using Vedette.Media.Sources;

namespace Vedette.Streams.Publishing;

/// <summary>What all sessions of a feed counted together. Grows only.</summary>
internal readonly record struct FeedTotals(long Bytes, long Packets, long Lost, long Reordered, long Malformed, long ClockJumps)
{
    public FeedTotals Plus(SourceCounters counters) => new(
        Bytes + counters.Bytes,
        Packets + counters.Packets,
        Lost + counters.Lost,
        Reordered + counters.Video.Reordered + counters.Audio.Reordered,
        Malformed + counters.Malformed,
        ClockJumps + counters.ClockJumps);
}
