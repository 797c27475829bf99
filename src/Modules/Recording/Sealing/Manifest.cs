using Vedette.Foundation;
using Vedette.Recording.Evidence;

namespace Vedette.Recording.Sealing;

/// <summary>What a sealed export holds and how it hangs together. Its bytes are signed; each part is hashed too, so that an altered part can be named.</summary>
internal sealed record Manifest
{
    public const string CurrentFormat = "vedette-sealed-export/1";

    public required string Format { get; init; }

    public required ManifestOrder Export { get; init; }

    public required ManifestNode Node { get; init; }

    /// <summary>In the order of the archive.</summary>
    public required IReadOnlyList<ManifestCamera> Cameras { get; init; }

    /// <summary>By camera and sequence, which is the order of the archive.</summary>
    public required IReadOnlyList<ManifestSegment> Segments { get; init; }

    /// <summary>Segments of the range, or between two of its segments, that are not in the archive.</summary>
    public required IReadOnlyList<ManifestMissing> Missing { get; init; }

    /// <summary>Every stretch of the range without footage.</summary>
    public required IReadOnlyList<ManifestGap> Gaps { get; init; }

    /// <summary>Every other file but the manifest and its signature.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Every key the node ever had, oldest first.</summary>
    public required IReadOnlyList<NodeKey> Keys { get; init; }

    public required IReadOnlyList<KeyRotation> Rotations { get; init; }

    /// <summary>SHA-256 of each part's bytes as they stand in the file.</summary>
    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();
}

/// <summary>Who asked for what, and why. Instants in UTC.</summary>
internal sealed record ManifestOrder
{
    public required Guid Id { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Up to when the range is accounted for: its end, or the moment it was looked at if that was earlier.</summary>
    public required DateTimeOffset Until { get; init; }

    public required string Reason { get; init; }

    public required string OrderedBy { get; init; }

    public required string OrderedByName { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>Who made it, with what, and how good its clock was.</summary>
internal sealed record ManifestNode(Guid Id, string Software, string Clock, string SignedBy);

/// <summary>A camera and the folder its segments are in.</summary>
internal sealed record ManifestCamera(CameraId Id, string Name, string Folder);

/// <summary>A segment, bit by bit as it was recorded.</summary>
internal sealed record ManifestSegment
{
    public required CameraId Camera { get; init; }

    public required string File { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Chain hash of the segment before, as the file says; a hyphen for the camera's first.</summary>
    public required string PreviousChain { get; init; }

    /// <summary>SHA-256 of the previous chain hash and this segment's hash, as bytes.</summary>
    public required string Chain { get; init; }

    /// <summary>Lines it has in the list of pieces.</summary>
    public required int Pieces { get; init; }

    /// <summary>The checkpoint it lies in; null when it was recorded before the node's first.</summary>
    public long? Checkpoint { get; init; }
}

/// <summary>A segment that is not in the archive; what is known of it is known from its checkpoint.</summary>
internal sealed record ManifestMissing(
    CameraId Camera, long Sequence, string Cause, DateTimeOffset? Start, DateTimeOffset? End, string? Sha256, long? Checkpoint);

/// <summary>A stretch without footage.</summary>
internal sealed record ManifestGap(CameraId Camera, DateTimeOffset Start, DateTimeOffset End, string Cause);

/// <summary>Another file of the archive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Pieces">Hashes of its pieces of <see cref="PieceSize"/> bytes, so that an altered range can be named.</param>
internal sealed record ManifestFile(string Name, long Bytes, string Sha256, IReadOnlyList<string> Pieces)
{
    public const int PieceSize = 4096;
}
