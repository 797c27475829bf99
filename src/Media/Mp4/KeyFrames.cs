using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Finds pictures on which a cut, a jump or a snapshot can start.</summary>
public static class KeyFrames
{
    /// <summary>Reads on in a segment and lists its key pictures in order of time.</summary>
    /// <exception cref="FaultException">The disk failed.</exception>
    public static IReadOnlyList<SegmentKeyFrame> List(SegmentReader reader)
    {
        var clockRate = reader.Format.Video.ClockRate;
        var found = new List<SegmentKeyFrame>();
        while (reader.ReadFragment() is { } fragment)
        {
            foreach (var sample in fragment.RunOf(StreamFormat.VideoTrack)?.Samples ?? [])
            {
                if (sample.IsKey && WallTimeOf(reader, fragment, sample, clockRate) is { } wallTime)
                {
                    found.Add(new SegmentKeyFrame(wallTime, sample));
                }
            }
        }

        return found;
    }

    /// <summary>The last key picture at or before <paramref name="at"/>, else the first; null when there is none.</summary>
    public static SegmentKeyFrame? AtOrBefore(IReadOnlyList<SegmentKeyFrame> keyFrames, DateTimeOffset at)
    {
        SegmentKeyFrame? best = null;
        foreach (var keyFrame in keyFrames)
        {
            if (best is null || keyFrame.WallTime <= at)
            {
                best = keyFrame;
            }
        }

        return best;
    }

    /// <summary>Wall time of a picture: what its fragment says, else what the segment's start and the media time give.</summary>
    internal static DateTimeOffset? WallTimeOf(
        SegmentReader reader, SegmentFragment fragment, in SegmentSample sample, int clockRate) =>
        fragment.WallTimeOf(sample, clockRate)
        ?? reader.Identity?.Start + MediaTime.ToTimeSpan(sample.DecodeTicks + sample.CompositionTicks, clockRate);
}
