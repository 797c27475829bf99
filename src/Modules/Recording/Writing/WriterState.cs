using Vedette.Recording.Footage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>
/// All that a camera's writer knows as of its last publication: what another writer on another volume needs to go on, without
/// asking the first, which may be stuck in the kernel. Immutable.
/// </summary>
internal sealed record WriterState
{
    public bool IsRecovered { get; init; }

    /// <summary>Whether the camera's newest footage is known for sure; not while a volume that may hold it is away.</summary>
    public bool IsCertain { get; init; }

    public long NextSequence { get; init; } = 1;

    public byte[]? Chain { get; init; }

    public Segment? Last { get; init; }

    public DateTimeOffset? FlushedAt { get; init; }

    public DateTimeOffset? RecordedUntil { get; init; }

    public Gap? OpenGap { get; init; }

    /// <summary>The segment being written, as far as it is confirmed.</summary>
    public Segment? Segment { get; init; }

    /// <summary>SHA-256 of the confirmed footage of <see cref="Segment"/>.</summary>
    public byte[] SegmentHash { get; init; } = [];

    /// <summary>How much of the segment's file holds the confirmed footage.</summary>
    public long SegmentStored { get; init; }

    /// <summary>Files that end later than their footage, and the segments to speak of once that is settled.</summary>
    public IReadOnlyList<UnsettledTail> Unsettled { get; init; } = [];

    /// <summary>Notes of gaps that are not durable yet.</summary>
    public IReadOnlyList<GapNote> Notes { get; init; } = [];

    /// <summary>Facts nobody was told yet.</summary>
    public IReadOnlyList<Fact> Unsaid { get; init; } = [];

    public int Failures { get; init; }
}

/// <summary>A file that could not be cut to its footage, and what is said of it once it was, or was noted.</summary>
internal sealed record UnsettledTail(TailNote Note, Segment? Closed);
