namespace Vedette.Recording.Storage;

/// <summary>What waits to be copied.</summary>
internal sealed record ArchiveBacklog(long Segments, long Bytes, long EventSegments);
