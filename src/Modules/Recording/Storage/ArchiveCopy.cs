using Vedette.Foundation;

namespace Vedette.Recording.Storage;

/// <summary>A copy that is proven to be in the archive.</summary>
internal sealed record ArchiveCopy
{
    public const string Columns = """
        segment_id as SegmentId, camera_id as CameraId, object_key as ObjectKey, bytes as Bytes, sha256 as Sha256,
        archived_at as ArchivedAt, locked_until as LockedUntil, released as Released, version as Version
        """;

    public Guid SegmentId { get; init; }

    public CameraId CameraId { get; init; }

    public string ObjectKey { get; init; } = "";

    public long Bytes { get; init; }

    /// <summary>Of the bytes as they were copied.</summary>
    public byte[] Sha256 { get; init; } = [];

    public DateTimeOffset ArchivedAt { get; init; }

    /// <summary>The store does not delete it before.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The footage is gone here, and the copy is to go.</summary>
    public bool Released { get; init; }

    /// <summary>What the store calls this version of it, or null.</summary>
    public string? Version { get; init; }
}
