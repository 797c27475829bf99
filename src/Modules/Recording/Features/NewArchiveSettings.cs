using Vedette.Recording.Archive;

namespace Vedette.Recording.Features;

/// <summary>The archive somebody wants. A secret left out stays what it was, as long as the access key does.</summary>
internal sealed record NewArchiveSettings
{
    public required ArchiveKind Kind { get; init; }

    public string? Path { get; init; }

    public string? Endpoint { get; init; }

    public string? Bucket { get; init; }

    public string? Prefix { get; init; }

    public string? Region { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public bool? PathStyle { get; init; }

    public long? BytesPerSecondLimit { get; init; }

    public int? ObjectLockDays { get; init; }

    /// <summary>Gives up footage that is only in the archive there was before.</summary>
    public bool? Abandon { get; init; }

    public ArchiveDraft ToDraft() => new()
    {
        Kind = Kind,
        Path = Path,
        Endpoint = Endpoint,
        Bucket = Bucket,
        Prefix = Prefix,
        Region = Region,
        AccessKey = AccessKey,
        SecretKey = SecretKey,
        PathStyle = PathStyle,
        BytesPerSecondLimit = BytesPerSecondLimit,
        ObjectLockDays = ObjectLockDays,
    };

    // The record's own would tell the secret.
    public override string ToString() => $"{Kind} {Endpoint ?? Path}";
}
