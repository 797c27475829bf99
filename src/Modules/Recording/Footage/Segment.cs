using Vedette.Foundation;

namespace Vedette.Recording.Footage;

/// <summary>
/// One self-contained file of about ten seconds. Everything here can be read back from the file alone; the index only
/// makes it quick to find.
/// </summary>
internal sealed record Segment
{
    public required Guid Id { get; init; }

    public required CameraId CameraId { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>Grows by one with every segment of the camera, for ever.</summary>
    public required long Sequence { get; init; }

    /// <summary>Wall time of the first picture, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Wall time at which the last picture ends, UTC. Start &lt; End.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>File size; while the segment is being written, how much of it is safely on the device.</summary>
    public required long Bytes { get; init; }

    /// <summary>RFC 6381 codec string of the video track.</summary>
    public required string Codec { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>RFC 6381 codec string of the audio track, or null.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>SHA-256 of the file; empty while it is being written.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>SHA-256 of the previous segment's chain hash followed by this segment's hash; empty while it is being written.</summary>
    public required byte[] ChainHash { get; init; }

    /// <summary>The chain hash of the segment before, which the file itself tells; null for the first, and when the index was asked.</summary>
    public byte[]? PreviousChainHash { get; init; }

    /// <summary>The volume the file lies on.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>Path below the volume's root, with forward slashes. <see cref="Volume.Resolve"/> makes it a file path.</summary>
    public required string Path { get; init; }

    /// <summary>Where the init section ends, in bytes; 0 when it is not known without the file.</summary>
    public int InitLength { get; init; }

    /// <summary>The <see cref="Footage.FormatPrint"/> of its tracks; 0 when it is not known without the file.</summary>
    public long FormatPrint { get; init; }

    /// <summary>Why it is worth keeping; learned after it was written.</summary>
    public FootageClass Class { get; init; }

    /// <summary>Whether the file is on its volume. An archived segment may be in the archive only.</summary>
    public bool IsLocal { get; init; } = true;

    /// <summary>The key of its copy in the archive, or null when there is none.</summary>
    public string? ArchivedAs { get; init; }

    public TimeSpan Duration => End - Start;

    /// <summary>Whether the segment is being written: more fragments may follow, the hash is not known yet.</summary>
    public bool IsOpen => Sha256.Length == 0;
}
