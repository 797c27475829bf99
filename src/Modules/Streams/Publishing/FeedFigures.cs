using Vedette.Media.Sources;

namespace Vedette.Streams.Publishing;

/// <summary>What a feed delivered over the last seconds, from counters read once a second: nothing is counted per picture.</summary>
internal sealed class FeedFigures
{
    private const int Samples = 11;
    private const int Groups = 16;
    private readonly Sample[] _ring = new Sample[Samples];
    private readonly double[] _groups = new double[Groups];
    private int _count;
    private int _groupCount;
    private double _groupSeconds;
    private long _keyUnits;
    private DateTimeOffset _begin;

    /// <summary>Pictures per second; null until known.</summary>
    public double? FrameRate => Span is { Seconds: > 0 } span ? Math.Round((span.Last.Units - span.First.Units) / span.Seconds, 1) : null;

    /// <summary>Bits per second, everything included; null until known.</summary>
    public long? BitRate => Span is { Seconds: > 0 } span ? (long)((span.Last.Bytes - span.First.Bytes) * 8 / span.Seconds) : null;

    /// <summary>Seconds between the two newest key pictures; null until two were seen.</summary>
    public double? GopSeconds => _groupSeconds > 0 ? Math.Round(_groupSeconds, 2) : null;

    /// <summary>Seconds of the shortest and the longest of the newest groups of pictures; null until one was seen whole.</summary>
    public (double Shortest, double Longest)? GroupRange
    {
        get
        {
            var groups = _groups.AsSpan(0, Math.Min(_groupCount, Groups));
            if (groups.IsEmpty)
            {
                return null;
            }

            var (shortest, longest) = (groups[0], groups[0]);
            foreach (var group in groups)
            {
                (shortest, longest) = (Math.Min(shortest, group), Math.Max(longest, group));
            }

            return (shortest, longest);
        }
    }

    /// <summary>Seconds since the session began while no whole group was seen; null when one was.</summary>
    public double? WithoutGroup => _groupSeconds > 0 || _count == 0 ? null : (_ring[(_count - 1) % Samples].At - _begin).TotalSeconds;

    private (Sample First, Sample Last, double Seconds)? Span
    {
        get
        {
            if (_count < 2)
            {
                return null;
            }

            var (first, last) = (_ring[Math.Max(0, _count - Samples) % Samples], _ring[(_count - 1) % Samples]);
            return (first, last, (last.At - first.At).TotalSeconds);
        }
    }

    /// <summary>Takes the session's counters as of now.</summary>
    public void Take(SourceCounters counters, DateTimeOffset now)
    {
        _begin = _count == 0 ? now : _begin;
        _ring[_count++ % Samples] = new Sample(now, counters.Bytes, counters.Units);
        _groupSeconds = counters.GroupSeconds;
        if (counters.KeyUnits != _keyUnits && GopSeconds is { } group)
        {
            (_keyUnits, _groups[_groupCount++ % Groups]) = (counters.KeyUnits, group);
        }
    }

    /// <summary>Forgets everything: a new session counts from zero.</summary>
    public void Clear() => (_count, _groupCount, _groupSeconds, _keyUnits) = (0, 0, 0, 0);

    private readonly record struct Sample(DateTimeOffset At, long Bytes, long Units);
}
