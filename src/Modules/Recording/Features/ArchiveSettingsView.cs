using Vedette.Recording.Archive;

namespace Vedette.Recording.Features;

/// <summary>The archive's settings as they are shown: whether there is a secret, never which.</summary>
internal sealed record ArchiveSettingsView
{
    public required ArchiveKind Kind { get; init; }

    public string? Path { get; init; }

    public string? Endpoint { get; init; }

    public string? Bucket { get; init; }

    public string? Prefix { get; init; }

    public string? Region { get; init; }

    public string? AccessKey { get; init; }

    public required bool HasSecret { get; init; }

    public required bool PathStyle { get; init; }

    public long? BytesPerSecondLimit { get; init; }

    public int? ObjectLockDays { get; init; }

    public static ArchiveSettingsView Of(ArchiveSettings settings) => new()
    {
        Kind = settings.Kind,
        Path = settings.Path,
        Endpoint = settings.Endpoint,
        Bucket = settings.Bucket,
        Prefix = settings.Prefix,
        Region = settings.Region,
        AccessKey = settings.AccessKey,
        HasSecret = settings.ProtectedSecret is not null,
        PathStyle = settings.PathStyle,
        BytesPerSecondLimit = settings.BytesPerSecondLimit,
        ObjectLockDays = settings.ObjectLockDays,
    };
}
