using Vedette.Recording.Archive;

namespace Vedette.Recording.Features;

/// <summary>How the archive does.</summary>
internal sealed record ArchiveView(
    ArchiveKind Kind,
    string Target,
    ArchiveState State,
    string? Detail,
    ArchiveQueueView Queue,
    long BytesPerSecond,
    long ArchivedSegments,
    long ArchivedBytes,
    long DeadLetters,
    bool? ObjectLock);

/// <summary>What waits to be copied; dead letters do not.</summary>
internal sealed record ArchiveQueueView(long Segments, long Bytes, long EventSegments);
