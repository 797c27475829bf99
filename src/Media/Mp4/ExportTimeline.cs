using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Turns the times of many segments into those of one file without holes.</summary>
internal sealed class ExportTimeline(StreamFormat format)
{
    private readonly List<ExportStretch> _stretches = [];
    private Guid? _run;

    // Run time _anchorRun is file time _anchorFile; both in ticks of the video clock.
    private long _anchorRun;
    private long _anchorFile;
    private long _videoEnd;
    private long _audioEnd;
    private long _runEnd;

    private int VideoRate => format.Video.ClockRate;

    private int AudioRate => format.Audio?.ClockRate ?? VideoRate;

    public IReadOnlyList<ExportStretch> Stretches => _stretches;

    public TimeSpan End => MediaTime.ToTimeSpan(_videoEnd, VideoRate);

    /// <summary>Makes ready for pictures from <paramref name="runTicks"/> of a run on; a new stretch when they do not follow directly.</summary>
    public void Continue(Guid run, long runTicks, DateTimeOffset wallTime)
    {
        // Within a run a second may be missing between two segments (a lost picture); more is a gap and is closed up.
        if (_run == run && Math.Abs(runTicks - _runEnd) <= VideoRate)
        {
            return;
        }

        _anchorFile = Math.Max(_videoEnd, RunTime.ConvertUp(_audioEnd, AudioRate, VideoRate));
        (_run, _anchorRun) = (run, runTicks);
        _stretches.Add(new ExportStretch(wallTime, wallTime, MediaTime.ToTimeSpan(_anchorFile, VideoRate)));
    }

    /// <summary>The file time of a picture; never before the end of the one before.</summary>
    public long PlaceVideo(long runTicks) => Math.Max(runTicks - _anchorRun + _anchorFile, _videoEnd);

    /// <summary>The file time of an audio frame, or null when it is older than the stretch or than what was written.</summary>
    public long? PlaceAudio(long runTicks)
    {
        var start = RunTime.Convert(_anchorFile, VideoRate, AudioRate);
        var placed = runTicks - RunTime.Convert(_anchorRun, VideoRate, AudioRate) + start;

        // A frame's duration may be told a little long by the segment before; a whole second too early is something else.
        return placed < start || placed < _audioEnd - AudioRate ? null : Math.Max(placed, _audioEnd);
    }

    public void VideoWritten(long end, long runEnd, DateTimeOffset wallEnd)
    {
        (_videoEnd, _runEnd) = (end, runEnd);
        _stretches[^1] = _stretches[^1] with { End = wallEnd };
    }

    public void AudioWritten(long end) => _audioEnd = end;
}
