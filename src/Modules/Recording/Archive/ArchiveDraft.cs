using System.Text.RegularExpressions;
using Vedette.Platform.Access;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Archive;

/// <summary>Settings as somebody asked for them, the secret in the clear and only on its way to be protected.</summary>
internal sealed partial record ArchiveDraft
{
    private const int Longest = 200;
    private const long SlowestPace = 16 << 10;

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

    // The record's own would tell the secret.
    public override string ToString() => $"{Kind} {Endpoint ?? Path}";

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Check(ArchiveSettings before, VolumeSet volumes)
    {
        var errors = new Dictionary<string, string[]>();
        Need(BytesPerSecondLimit is null or >= SlowestPace, "bytesPerSecondLimit", "The limit is at least 16384 bytes per second.");
        if (Kind == ArchiveKind.Folder)
        {
            Need(Path is { Length: <= 4096 } path && System.IO.Path.IsPathFullyQualified(path) && Directory.Exists(path), "path", "The folder must be there, and named from the root on.");
            Need(Path is null || !volumes.All.Any(volume => IsBelow(Path, volume.Root) || IsBelow(volume.Root, Path)), "path", "The archive cannot lie on a volume of footage: it is to survive that.");
            Need(ObjectLockDays is null, "objectLockDays", "A folder cannot be locked.");
        }
        else if (Kind == ArchiveKind.S3)
        {
            Need(Endpoint is null || IsEndpoint(Endpoint), "endpoint", "The endpoint is http:// or https://, a host, and perhaps a port.");
            Need(Bucket is not null && BucketName().IsMatch(Bucket), "bucket", "The bucket's name has 3 to 63 small letters, digits, dots and hyphens.");
            Need(Prefix is null or { Length: <= Longest } && PrefixName().IsMatch(Prefix ?? ""), "prefix", "The prefix has letters, digits, dots, hyphens, underscores and slashes, and does not start with a slash.");
            Need(Region is null || RegionName().IsMatch(Region), "region", "The region has small letters, digits and hyphens.");
            Need(AccessKey is { Length: > 0 and <= Longest } && KeyName().IsMatch(AccessKey), "accessKey", "The access key is missing or has characters it cannot have.");
            Need(SecretKey is { Length: > 0 and <= Longest } || KeepsSecret(before), "secretKey", "The secret key is missing. It must be given again when the access key or the endpoint changes.");
            Need(ObjectLockDays is null or (>= 1 and <= 3650), "objectLockDays", "Copies are locked for 1 to 3650 days.");
        }

        return errors;

        void Need(bool isRight, string field, string words)
        {
            if (!isRight)
            {
                _ = errors.TryAdd(field, [words]);
            }
        }
    }

    /// <summary>The settings, without the identity of a folder.</summary>
    public ArchiveSettings ToSettings(ArchiveSettings before, SecretProtector protector) => Kind switch
    {
        ArchiveKind.None => new ArchiveSettings(),
        ArchiveKind.Folder => new ArchiveSettings
        {
            Kind = Kind,
            Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path!)),
            BytesPerSecondLimit = BytesPerSecondLimit,
        },
        ArchiveKind.S3 => new ArchiveSettings
        {
            Kind = Kind,
            Endpoint = Endpoint?.TrimEnd('/'),
            Bucket = Bucket,
            Prefix = Prefix is { Length: > 0 } prefix ? prefix.TrimEnd('/') + "/" : "",
            Region = Region ?? "us-east-1",
            AccessKey = AccessKey,
            ProtectedSecret = SecretKey is { Length: > 0 } secret ? protector.Protect(LiveArchive.SecretPurpose, secret) : before.ProtectedSecret,
            PathStyle = PathStyle ?? true,
            BytesPerSecondLimit = BytesPerSecondLimit,
            ObjectLockDays = ObjectLockDays,
        },
    };

    /// <summary>A secret does not go along to another host, where somebody may wait for what it signs.</summary>
    private bool KeepsSecret(ArchiveSettings before) =>
        before.ProtectedSecret is not null && AccessKey == before.AccessKey && string.Equals(Endpoint?.TrimEnd('/'), before.Endpoint, StringComparison.OrdinalIgnoreCase);

    private static bool IsEndpoint(string text) =>
        text.Length <= Longest && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" };

    private static bool IsBelow(string path, string root)
    {
        var (inner, outer) = (System.IO.Path.GetFullPath(path).TrimEnd('/') + "/", System.IO.Path.GetFullPath(root).TrimEnd('/') + "/");
        return inner.StartsWith(outer, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"^([A-Za-z0-9_][A-Za-z0-9._-]*/?)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex PrefixName();

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex RegionName();

    [GeneratedRegex(@"^[!-~]+\z")]
    private static partial Regex KeyName();
}
