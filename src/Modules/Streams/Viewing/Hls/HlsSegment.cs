using Vedette.Media.Hls;
using Vedette.Media.Mp4;

namespace Vedette.Streams.Viewing.Hls;

/// <summary>A segment of a window: leased fragments, part by part.</summary>
internal sealed class HlsSegment(long number, long init, DateTimeOffset start, TimeSpan mediaStart, bool startsAnew)
{
    private readonly List<List<Fragment>> _fragments = [];
    private readonly List<LivePart> _parts = [];
    private TimeSpan _partStart;

    public long Number => number;

    public long Init => init;

    public bool StartsAnew => startsAnew;

    public TimeSpan MediaStart => mediaStart;

    public bool IsWhole { get; private set; }

    public int Parts => _parts.Count;

    public long Bytes { get; private set; }

    public TimeSpan Duration => _parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Duration);

    private bool HasOpenPart => _fragments.Count > _parts.Count;

    /// <summary>How long the part that is being filled would be if it ended at <paramref name="at"/>.</summary>
    public TimeSpan PartUntil(TimeSpan at) => HasOpenPart ? at - _partStart : TimeSpan.Zero;

    /// <summary>Adds a fragment to the part that is being filled, with a lease of its own.</summary>
    public void Add(Fragment fragment)
    {
        if (!HasOpenPart)
        {
            _fragments.Add([]);
            _partStart = fragment.MediaStart;
        }

        fragment.Lease();
        _fragments[^1].Add(fragment);
        Bytes += fragment.Length;
    }

    public void ClosePart(TimeSpan at)
    {
        if (HasOpenPart)
        {
            _parts.Add(new LivePart(at - _partStart, _fragments[^1].Exists(fragment => fragment.StartsWithKey)));
        }
    }

    public void Close(TimeSpan at)
    {
        ClosePart(at);
        IsWhole = true;
    }

    public LiveSegment Describe() => new(number, init, start, startsAnew, IsWhole, [.. _parts]);

    /// <summary>The fragments of one finished part, or of all of them; each with a lease for the taker.</summary>
    public List<Fragment> Take(int? part)
    {
        List<Fragment> taken = [.. part is { } one ? _fragments[one] : _fragments.SelectMany(fragments => fragments)];
        taken.ForEach(fragment => fragment.Lease());
        return taken;
    }

    public void Release()
    {
        foreach (var fragment in _fragments.SelectMany(fragments => fragments))
        {
            fragment.Release();
        }

        _fragments.Clear();
        _parts.Clear();
    }
}
