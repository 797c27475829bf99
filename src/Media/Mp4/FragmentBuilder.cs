using System.Runtime.InteropServices;
using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Collects leased access units and makes movie fragments of them (ISO/IEC 14496-12 section 8.8).</summary>
/// <remarks>
/// Belongs here: numbers and leases. Does not: copying a payload, touching a disk or a socket.
/// One writer, one task at a time; the fragments may be read and released by others meanwhile.
/// </remarks>
public sealed class FragmentBuilder : IDisposable
{
    // Enough for the fragments of one picture that a live view keeps of its newest group of pictures.
    private const int MaxIdle = 512;

    private readonly TrackTimeline[] _timelines;
    private readonly TrackRun[] _runs;
    private readonly TrackRun[] _filled;
    private readonly long[] _leads;
    private readonly List<AccessUnit> _units = [];
    private readonly Stack<Fragment> _idle = new();
    private readonly Lock _idleGate = new();
    private long _videoBase;
    private uint _sequence;
    private TimeSpan? _horizon;

    /// <summary>Creates a builder for the tracks of <paramref name="format"/>; units of other tracks are passed over.</summary>
    public FragmentBuilder(StreamFormat format)
    {
        Format = format;
        _timelines = [.. format.Tracks.Select((track, index) => new TrackTimeline(index, track))];
        _runs = [.. format.Tracks.Select((_, index) => new TrackRun((uint)index + 1))];
        _filled = new TrackRun[_runs.Length];
        _leads = new long[_runs.Length];
        Begin(0);
    }

    /// <summary>The tracks written.</summary>
    public StreamFormat Format { get; }

    /// <summary>Units collected and not yet handed out.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of payload collected and not yet handed out.</summary>
    public long PayloadBytes { get; private set; }

    /// <summary>Time from the first to the newest picture collected and not yet handed out.</summary>
    public TimeSpan Collected => _timelines[StreamFormat.VideoTrack] is { Count: > 0 } video
        ? MediaTime.ToTimeSpan(video.LastTicks - video.FirstTicks, video.ClockRate)
        : TimeSpan.Zero;

    /// <summary>
    /// Starts a new file or view: media time zero is at <paramref name="videoTicks"/> of the run. Audio is placed by the
    /// same moment of the run; audio that comes late and is older makes the file's pictures start a little after zero.
    /// </summary>
    /// <param name="videoTicks">Decoding time in ticks of the video clock, usually the first unit's; 0 to keep the run's own times.</param>
    /// <exception cref="InvalidOperationException">Units of the file before are still here: call <see cref="Finish"/> first.</exception>
    public void Begin(long videoTicks)
    {
        if (Count > 0)
        {
            throw new InvalidOperationException("Finish the file before the next one is begun.");
        }

        (_videoBase, _sequence, _horizon) = (videoTicks, 0, null);
        for (var track = 0; track < _timelines.Length; track++)
        {
            var timeline = _timelines[track];
            var isVideo = track == StreamFormat.VideoTrack;
            timeline.Begin(RunTime.Convert(videoTicks, Format.Video.ClockRate, timeline.ClockRate), isVideo ? 0 : long.MinValue / 2);
            _leads[track] = 0;
        }
    }

    /// <summary>Collects <paramref name="unit"/>, taking a lease of its own: the caller keeps (and releases) the caller's.</summary>
    public void Add(AccessUnit unit)
    {
        if (unit.Header.Track >= _timelines.Length)
        {
            return;
        }

        unit.Lease();
        var timeline = _timelines[unit.Header.Track];
        long? horizon = _horizon is { } reached ? MediaTime.FromTimeSpan(reached, timeline.ClockRate) : null;
        timeline.Add(unit, horizon);
        Count++;
        PayloadBytes += unit.Bytes.Length;
        var now = MediaTime.ToTimeSpan(timeline.LastTicks, timeline.ClockRate);
        _horizon = _horizon > now ? _horizon : now;
    }

    /// <summary>
    /// Makes a fragment of all units whose duration is known: the newest of each track stays until the next one tells it.
    /// </summary>
    /// <returns>The fragment with one lease, or null when there is no such unit.</returns>
    public Fragment? Cut() => Take(all: false, next: null);

    /// <summary>
    /// Makes a fragment of everything. The newest unit of each track gets the duration of the one before; the newest
    /// picture lasts until <paramref name="next"/> when given. Live view calls it after each unit, a recorder to close a segment.
    /// </summary>
    /// <param name="next">The picture that follows and is not part of this file, or null.</param>
    /// <returns>The fragment with one lease, or null when nothing was collected.</returns>
    public Fragment? Finish(AccessUnit? next = null) => Take(all: true, next);

    /// <summary>Releases what was collected. Fragments handed out stay valid until they are released.</summary>
    public void Dispose()
    {
        foreach (var timeline in _timelines)
        {
            timeline.ReleaseAll();
        }

        (Count, PayloadBytes) = (0, 0);
    }

    /// <summary>Takes a fragment back that nobody leases any more.</summary>
    internal void Return(Fragment fragment)
    {
        lock (_idleGate)
        {
            if (_idle.Count < MaxIdle)
            {
                _idle.Push(fragment);
            }
        }
    }

    private Fragment? Take(bool all, AccessUnit? next)
    {
        if (!HasReady(all))
        {
            return null;
        }

        if (_sequence == 0)
        {
            MakeRoomForLateAudio();
        }

        var filled = 0;
        for (var track = 0; track < _timelines.Length; track++)
        {
            var run = _runs[track];
            _timelines[track].Take(run, _units, _leads[track], all, next);
            if (run.Samples.Count > 0)
            {
                _filled[filled++] = run;
            }
        }

        var runs = _filled.AsSpan(0, filled);
        var fragment = Rent();
        fragment.Fill(++_sequence, runs, _timelines[(int)runs[0].TrackId - 1].ClockRate, CollectionsMarshal.AsSpan(_units));
        Count -= _units.Count;
        foreach (var run in runs)
        {
            PayloadBytes -= run.PayloadBytes;
            run.Clear();
        }

        _units.Clear();
        return fragment;
    }

    private bool HasReady(bool all)
    {
        foreach (var timeline in _timelines)
        {
            if (timeline.Count > (all ? 0 : 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Times in a file cannot be negative (section 8.8.12), so when audio older than the first picture has come, the whole
    /// file starts as much later. Audio that is still older and comes after the first fragment is pushed to the file's start.
    /// </summary>
    private void MakeRoomForLateAudio()
    {
        if (Format.Audio is null)
        {
            return;
        }

        var audio = _timelines[StreamFormat.AudioTrack];
        if (audio.Count > 0 && audio.FirstTicks < 0)
        {
            var video = _timelines[StreamFormat.VideoTrack];
            var lead = RunTime.ConvertUp(-audio.FirstTicks, audio.ClockRate, video.ClockRate);
            _leads[StreamFormat.VideoTrack] = lead;
            _leads[StreamFormat.AudioTrack] = RunTime.Convert(_videoBase, video.ClockRate, audio.ClockRate)
                - RunTime.Convert(_videoBase - lead, video.ClockRate, audio.ClockRate);
        }

        audio.Raise(-_leads[StreamFormat.AudioTrack]);
    }

    private Fragment Rent()
    {
        lock (_idleGate)
        {
            return _idle.TryPop(out var fragment) ? fragment : new Fragment(this);
        }
    }
}
