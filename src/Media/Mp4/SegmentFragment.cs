using Vedette.Foundation;

namespace Vedette.Media.Mp4;

/// <summary>One whole fragment of a segment file.</summary>
/// <param name="Offset">Where it starts (its <c>prft</c> if it has one, else its <c>moof</c>).</param>
/// <param name="Length">Bytes to the end of its <c>mdat</c>.</param>
/// <param name="WallTime">Wall time of presentation of the first sample of its first run, UTC, or null when the file does not tell.</param>
/// <param name="Runs">Its tracks, video first; at least one.</param>
public sealed record SegmentFragment(long Offset, long Length, DateTimeOffset? WallTime, IReadOnlyList<SegmentTrackRun> Runs)
{
    /// <summary>Where the media time of <c>prft</c> is written in the file, and whether in 8 or 4 bytes; null without one.</summary>
    internal (long Offset, bool IsLong)? ReferenceTimeField { get; init; }

    /// <summary>The samples of a track, or null when this fragment has none of it.</summary>
    public SegmentTrackRun? RunOf(int track)
    {
        foreach (var run in Runs)
        {
            if (run.Track == track)
            {
                return run;
            }
        }

        return null;
    }

    /// <summary>Wall time of presentation of a sample of the first run, UTC, or null when the file does not tell.</summary>
    /// <param name="sample">One of <c>Runs[0].Samples</c>.</param>
    /// <param name="clockRate">The clock of that track.</param>
    public DateTimeOffset? WallTimeOf(in SegmentSample sample, int clockRate)
    {
        var first = Runs[0].Samples[0];
        var ticks = sample.DecodeTicks + sample.CompositionTicks - first.DecodeTicks - first.CompositionTicks;
        return WallTime + MediaTime.ToTimeSpan(ticks, clockRate);
    }
}
