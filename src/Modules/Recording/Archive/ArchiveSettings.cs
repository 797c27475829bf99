namespace Vedette.Recording.Archive;

/// <summary>Where copies go and how fast. Kept in a local file, the secret encrypted. Replaced as a whole.</summary>
internal sealed record ArchiveSettings
{
    public static ArchiveSettings Off { get; } = new();

    public ArchiveKind Kind { get; init; } = ArchiveKind.None;

    /// <summary>The folder, absolute.</summary>
    public string? Path { get; init; }

    /// <summary>What the folder's identity file must say, so that a missing mount is noticed.</summary>
    public Guid? FolderId { get; init; }

    /// <summary>Scheme, host and port of the store; Amazon's for the region when null.</summary>
    public string? Endpoint { get; init; }

    public string? Bucket { get; init; }

    /// <summary>What every key starts with; empty, or ends with a slash.</summary>
    public string Prefix { get; init; } = "";

    public string Region { get; init; } = "us-east-1";

    public string? AccessKey { get; init; }

    /// <summary>Encrypted with the keys of the data directory.</summary>
    public string? ProtectedSecret { get; init; }

    /// <summary>Whether the bucket stands in the path, as most stores want it, or in the host's name.</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>Most bytes sent in a second, at least 16 KiB; null for as fast as it goes.</summary>
    public long? BytesPerSecondLimit { get; init; }

    /// <summary>Days nobody can delete a copy, 1 to 3650; null for no lock.</summary>
    public int? ObjectLockDays { get; init; }

    /// <summary>Where copies go, in words: never a secret.</summary>
    public string Target => Kind switch
    {
        ArchiveKind.None => "",
        ArchiveKind.Folder => Path ?? "",
        ArchiveKind.S3 => $"{Endpoint ?? $"Amazon S3 {Region}"} · {Bucket}{(Prefix.Length > 0 ? "/" : "")}{Prefix.TrimEnd('/')}",
    };

    /// <summary>Whether copies made with the other settings are found with these.</summary>
    public bool IsSamePlaceAs(ArchiveSettings other) => Kind == other.Kind && Kind switch
    {
        ArchiveKind.None => true,
        ArchiveKind.Folder => FolderId == other.FolderId,
        ArchiveKind.S3 => string.Equals(Endpoint, other.Endpoint, StringComparison.OrdinalIgnoreCase) && Bucket == other.Bucket
            && (Endpoint is not null || Region == other.Region),
    };
}
