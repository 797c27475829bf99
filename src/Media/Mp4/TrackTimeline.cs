using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>
/// Gives the units of one track their times in the file: what cameras send is made strictly increasing, and a leap does not
/// stretch the file.
/// </summary>
/// <remarks>
/// Belongs here: one track's units between two fragments, and the clock they are timed by.
/// Does not: the other track, the file.
/// </remarks>
internal sealed class TrackTimeline(int index, TrackFormat format)
{
    private readonly List<AccessUnit> _units = [];
    private readonly List<long> _ticks = [];

    // What is added to a unit's own time to get the file's: minus the base, plus what leaps took away.
    private long _offset;
    private long _floor;
    private long? _newest;
    private long _lastDuration;

    /// <summary>A unit farther than a minute from all others is believed to follow them directly: its clock leapt.</summary>
    private long LongestLeap => 60L * ClockRate;

    public int ClockRate => format.ClockRate;

    public int Count => _units.Count;

    /// <summary>Time of the oldest unit waiting. Only when there is one.</summary>
    public long FirstTicks => _ticks[0];

    /// <summary>Time of the newest unit waiting. Only when there is one.</summary>
    public long LastTicks => _ticks[^1];

    public void Begin(long baseTicks, long earliest) => (_offset, _floor, _newest) = (-baseTicks, earliest, null);

    /// <summary>Forbids times before <paramref name="earliest"/> from now on.</summary>
    public void Raise(long earliest) => _floor = Math.Max(_floor, earliest);

    /// <param name="unit">The unit; its lease is taken over.</param>
    /// <param name="horizon">How far the file has come, in ticks of this track, or null before its first unit.</param>
    public void Add(AccessUnit unit, long? horizon)
    {
        var ticks = unit.Header.DecodeTicks + _offset;
        if (horizon is { } reached && Int128.Abs((Int128)ticks - reached) > LongestLeap)
        {
            var expected = Math.Max(_floor, reached);
            _offset += expected - ticks;
            ticks = expected;
        }

        ticks = Math.Max(ticks, _floor);
        _lastDuration = ticks - _newest ?? _lastDuration;
        _units.Add(unit);
        _ticks.Add(ticks);
        (_newest, _floor) = (ticks, ticks + 1);
    }

    /// <summary>Moves units into <paramref name="run"/> and <paramref name="units"/>; times are moved on by <paramref name="lead"/>.</summary>
    /// <param name="run">An empty run.</param>
    /// <param name="units">Where the units go; their leases go along.</param>
    /// <param name="lead">At least minus the oldest unit's time.</param>
    /// <param name="all">Whether the newest goes as well, although its duration is not known.</param>
    /// <param name="next">The unit that follows the newest, or null.</param>
    public void Take(TrackRun run, List<AccessUnit> units, long lead, bool all, AccessUnit? next)
    {
        var count = all ? _units.Count : _units.Count - 1;
        if (count <= 0)
        {
            return;
        }

        run.BaseTicks = _ticks[0] + lead;
        for (var i = 0; i < count; i++)
        {
            var unit = _units[i];
            var duration = i + 1 < _ticks.Count ? _ticks[i + 1] - _ticks[i] : LastDuration(unit, next);
            run.Add(new RunSample((uint)duration, unit.Bytes.Length, unit.IsKey, unit.Header.CompositionTicks));
            units.Add(unit);
        }

        _units.RemoveRange(0, count);
        _ticks.RemoveRange(0, count);
    }

    public void ReleaseAll()
    {
        foreach (var unit in _units)
        {
            unit.Release();
        }

        _units.Clear();
        _ticks.Clear();
    }

    private long LastDuration(AccessUnit last, AccessUnit? next)
    {
        if (next is not null && next.Header.Track == index && next.Header.Run.Id == last.Header.Run.Id)
        {
            var told = next.Header.DecodeTicks + _offset - LastTicks;
            if (told > 0 && told <= LongestLeap)
            {
                return _lastDuration = told;
            }
        }

        return _lastDuration > 0 ? _lastDuration : TypicalDuration(last);
    }

    /// <summary>For the only unit of a track: 40 ms of pictures, 1024 samples of AAC, 20 ms of Opus, 100 ms of FLAC, what the bytes say for G.711.</summary>
    private long TypicalDuration(AccessUnit unit) => format.Codec switch
    {
        Codec.H264 or Codec.H265 or Codec.Mjpeg => Math.Max(1, ClockRate / 25),
        Codec.Aac => Math.Max(1, 1024L * ClockRate / Math.Max(1, format.SampleRate)),
        Codec.Opus => Math.Max(1, ClockRate / 50),
        Codec.Flac => Math.Max(1, ClockRate / 10),
        Codec.PcmMu or Codec.PcmA => Math.Max(1, unit.Bytes.Length / Math.Max(1, format.Channels)),
    };
}
