namespace Vedette.Host.Benchmarks.Live;

/// <summary>What all viewers of a crowd see together. Touched by the one task that reads for them all, and by who opens them.</summary>
internal sealed class CrowdTally
{
    private readonly Lock _gate = new();
    private readonly List<double> _first = [];
    private readonly List<double> _latencies = [];
    private volatile bool _counts;
    private int _started;
    private long _bytes;
    private long _pictures;
    private long _skips;

    /// <summary>How many have had a picture.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>Whether what comes is counted.</summary>
    public bool Counts
    {
        get => _counts;
        set => _counts = value;
    }

    public void NoteFirst(TimeSpan after)
    {
        lock (_gate)
        {
            _first.Add(after.TotalMilliseconds);
        }

        _ = Interlocked.Increment(ref _started);
    }

    public void NoteBytes(int count) => _bytes += _counts ? count : 0;

    /// <param name="taken">When the picture came from the camera, as far as the server says.</param>
    public void NotePicture(DateTimeOffset? taken)
    {
        if (!_counts)
        {
            return;
        }

        _pictures++;
        if (taken is { } at)
        {
            _latencies.Add((TimeProvider.System.GetUtcNow() - at).TotalMilliseconds);
        }
    }

    public void NoteSkip() => _skips += _counts ? 1 : 0;

    public CrowdSeen Seen(int lost)
    {
        _first.Sort();
        _latencies.Sort();
        return new CrowdSeen(
            Percentile(_first, 0.5),
            Percentile(_first, 0.95),
            Percentile(_latencies, 0.5),
            Percentile(_latencies, 0.95),
            Percentile(_latencies, 0.99),
            _pictures,
            _skips,
            _bytes,
            lost);
    }

    private static double? Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? null : Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))], 1);
}

/// <summary>What a crowd saw: times in milliseconds, null where the server does not tell them.</summary>
internal sealed record CrowdSeen(
    double? FirstPictureMs,
    double? FirstPictureP95Ms,
    double? LatencyMs,
    double? LatencyP95Ms,
    double? LatencyP99Ms,
    long Pictures,
    long Skips,
    long Bytes,
    int Lost);
