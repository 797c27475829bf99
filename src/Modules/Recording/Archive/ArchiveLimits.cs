namespace Vedette.Recording.Archive;

/// <summary>What bounds the archive's work.</summary>
internal sealed record ArchiveLimits
{
    public static ArchiveLimits Default { get; } = new();

    /// <summary>Longest time nothing moves before a transfer is given up.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Larger files are sent in parts.</summary>
    public long WholeBytes { get; init; } = 16 << 20;

    /// <summary>Size of a part but the last; S3 wants at least 5 MiB and at most 10 000 parts.</summary>
    public int PartBytes { get; init; } = 8 << 20;

    /// <summary>Segments copied at a time.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>Segments fetched at a time.</summary>
    public int ParallelFetches { get; init; } = 4;

    /// <summary>Bytes of fetched segments kept on the local disk.</summary>
    public long CacheBytes { get; init; } = 512 << 20;

    /// <summary>Longest time one segment may take to fetch.</summary>
    public TimeSpan LongestFetch { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Failed tries after which an item is a dead letter.</summary>
    public int MostTries { get; init; } = 3;

    /// <summary>Before the second try; four times as long before the third.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Before a store that failed is asked again; twice as long after each refusal.</summary>
    public TimeSpan FirstProbe { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LastProbe { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A store away for longer than this is an alarm.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
