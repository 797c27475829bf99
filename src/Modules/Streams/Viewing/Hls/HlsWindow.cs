using Vedette.Foundation;
using Vedette.Media.Hls;
using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Streams.Viewing.Hls;

/// <summary>The newest segments of a live view as playlists name them: the same fragments WebSockets get, leased, never copied.</summary>
/// <remarks>
/// Belongs here: where segments and parts end, and what is still held. Does not: HTTP, or who asks.
/// Bounded: what is beyond <see cref="MostBytes"/> goes, and what no playlist needs any more.
/// </remarks>
/// <param name="shape">How long segments and parts are.</param>
/// <param name="firstNumber">Number of the first segment and the first init section.</param>
internal sealed class HlsWindow(HlsShape shape, long firstNumber) : ILiveAudience, IDisposable
{
    public const long MostBytes = 24 << 20;

    // A playlist holds three target durations at least; one more for players that are late.
    private const int TargetsHeld = 4;

    private readonly Lock _gate = new();
    private readonly List<HlsSegment> _segments = [];
    private readonly Dictionary<long, byte[]> _inits = [];
    private readonly Bell _changed = new();
    private LiveStart? _start;
    private long _nextNumber = firstNumber;
    private long _init = firstNumber - 1;
    private long _discontinuities;
    private bool _startsAnew;
    private bool _hasEnded;
    private TimeSpan _lastPicture;
    private TimeSpan _lastEnd;
    private TimeSpan _lastKey;

    public HlsShape Shape => shape;

    /// <summary>What is shown; null before it is known.</summary>
    public StreamFormat? Format
    {
        get
        {
            lock (_gate)
            {
                return _start?.Format;
            }
        }
    }

    public bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _hasEnded;
            }
        }
    }

    /// <summary>Whether there is a whole segment.</summary>
    public bool HasSegment
    {
        get
        {
            lock (_gate)
            {
                return _segments.Exists(segment => segment.IsWhole);
            }
        }
    }

    public void Offer(in LiveMessage message)
    {
        lock (_gate)
        {
            if (message.Start is { } start)
            {
                Begin(start);
            }
            else if (message.Fragment is { } fragment && _start is not null && !_hasEnded)
            {
                Add(fragment);
            }
        }
    }

    public void Close(Farewell farewell)
    {
        lock (_gate)
        {
            Current?.Close(_lastEnd);
            _hasEnded = true;
            _changed.Ring();
        }
    }

    /// <summary>The playlist as it is now; null before the first part.</summary>
    public LivePlaylist? Describe()
    {
        lock (_gate)
        {
            return _segments.Count == 0 || _segments[0].Parts == 0
                ? null
                : new LivePlaylist
                {
                    TargetSeconds = shape.TargetSeconds,
                    PartTarget = shape.Part,
                    DiscontinuitySequence = _discontinuities,
                    HasEnded = _hasEnded,
                    Segments = [.. _segments.Select(segment => segment.Describe())],
                };
        }
    }

    /// <summary>Whether the playlist has got as far as a segment (whole), or one of its parts; one beyond its parts means the next segment's first.</summary>
    public bool Reaches(long segment, int? part)
    {
        lock (_gate)
        {
            if (_hasEnded || _segments.Count == 0)
            {
                return _hasEnded;
            }

            var last = _segments[^1];
            return segment == last.Number
                ? part is null ? last.IsWhole : part < last.Parts
                : segment < last.Number && (segment < last.Number - 1 || part is null || part < Find(segment)?.Parts || last.Parts > 0);
        }
    }

    /// <summary>Whether it is sensible to wait for a segment: not later than the one after the next.</summary>
    public bool IsNear(long segment)
    {
        lock (_gate)
        {
            return segment <= _nextNumber + 1;
        }
    }

    /// <summary>Completes with the next part, the next start or the end. Take it before looking.</summary>
    public Task Changed() => _changed.Next;

    public byte[]? InitSection(long number)
    {
        lock (_gate)
        {
            return _inits.GetValueOrDefault(number);
        }
    }

    /// <summary>A whole segment, or one of a segment's finished parts, leased to the taker; null when it is not there.</summary>
    public List<Fragment>? Take(long segment, int? part)
    {
        lock (_gate)
        {
            return Find(segment) is { } found && (part is null ? found.IsWhole : part >= 0 && part < found.Parts) ? found.Take(part) : null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _segments.ForEach(segment => segment.Release());
            _segments.Clear();
            _changed.Ring();
        }
    }

    private HlsSegment? Current => _segments.Count > 0 && !_segments[^1].IsWhole ? _segments[^1] : null;

    private HlsSegment? Find(long number) => _segments.Find(segment => segment.Number == number);

    private void Begin(LiveStart start)
    {
        Current?.Close(_lastEnd);
        _startsAnew = _start is not null;
        (_start, _lastPicture, _lastEnd, _lastKey) = (start, default, default, default);
        _inits[++_init] = start.InitSection;
        _changed.Ring();
    }

    private void Add(Fragment fragment)
    {
        if (!fragment.HasPicture)
        {
            Current?.Add(fragment);
            return;
        }

        var at = fragment.MediaStart;
        var picture = at - _lastPicture;
        if (Current is { } current)
        {
            var length = at - current.MediaStart;
            var isFull = length + (fragment.StartsWithKey ? at - _lastKey : picture) > shape.Longest || current.Bytes > MostBytes / 2;
            if (isFull)
            {
                current.Close(at);
                _changed.Ring();
            }
            else if (current.PartUntil(at) + picture > shape.Part + TimeSpan.FromMilliseconds(1))
            {
                current.ClosePart(at);
                _changed.Ring();
            }
        }

        if (Current is null && !Open(fragment))
        {
            return;
        }

        Current!.Add(fragment);
        (_lastPicture, _lastEnd, _lastKey) = (at, fragment.MediaEnd, fragment.StartsWithKey ? at : _lastKey);
        Evict();
    }

    /// <summary>False while there is no key picture to begin with.</summary>
    private bool Open(Fragment first)
    {
        var isNew = _startsAnew || _segments.Count == 0;
        if (isNew && !first.StartsWithKey)
        {
            return false;
        }

        _segments.Add(new HlsSegment(_nextNumber++, _init, first.WallTime, first.MediaStart, _startsAnew));
        _startsAnew = false;
        return true;
    }

    private void Evict()
    {
        while (_segments.Count > 2 && (HeldWithoutOldest() >= TargetsHeld * shape.TargetSeconds || _segments.Sum(segment => segment.Bytes) > MostBytes))
        {
            _discontinuities += _segments[1].StartsAnew ? 1 : 0;
            _segments[0].Release();
            _segments.RemoveAt(0);
            foreach (var unneeded in _inits.Keys.Where(number => number < _segments[0].Init).ToArray())
            {
                _ = _inits.Remove(unneeded);
            }
        }
    }

    private double HeldWithoutOldest() => _segments.Skip(1).Sum(segment => segment.Duration.TotalSeconds);
}
