using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Archive.S3;

/// <summary>A bucket. The nine requests used here are those every store that calls itself compatible knows.</summary>
/// <remarks>
/// A copy counts when the store, asked for it, tells our length, our hash and the tag those bytes must have; from a store
/// whose tags mean something else (encrypted buckets) it is read back and hashed instead.
/// </remarks>
internal sealed class S3Store(S3Place place, string prefix, bool wantsLocks, ArchiveLimits limits, TimeProvider time) : IArchiveStore
{
    private const string HashHeader = "x-amz-meta-sha256";
    private const string LockHeader = "x-amz-object-lock-retain-until-date";
    private const string VersionHeader = "x-amz-version-id";
    private const string VideoType = "video/mp4";
    private const int LongestAnswer = 4 << 20;
    private const int MostPages = 20;
    private const int PieceBytes = 1 << 17;

    private readonly S3Client _client = new(place, limits, time);
    private readonly MultipartUploads _multipart = new(new S3Client(place, limits, time));

    public bool? Locks { get; private set; }

    public async Task ProbeAsync(CancellationToken cancellation)
    {
        var key = ArchiveKey.Probe(prefix);
        var text = Encoding.ASCII.GetBytes("Vedette writes this to see whether it can.\n");
        var digest = StoredDigest.OfText(text);
        _ = await _client.AskAsync(
            Whole(key, digest, _ => new ByteArrayContent(text), lockedUntil: null) with { Type = "text/plain" }, Nothing, cancellation);
        _ = await FindAsync(key, digest, cancellation)
            ?? throw new ArchiveException(ArchiveCause.Checksum, "The store does not give back what was written.");
        if (wantsLocks && Locks is null)
        {
            Locks = await CanLockAsync(cancellation);
        }
    }

    public Task<StoredCopy?> FindAsync(string key, StoredDigest digest, CancellationToken cancellation) => FindAsync(key, digest, null, cancellation);

    public async Task<StoredCopy> PutAsync(
        string key, SafeFileHandle file, StoredDigest digest, DateTimeOffset? lockedUntil, Pace pace, CancellationToken cancellation)
    {
        var until = Locks == false ? null : lockedUntil;
        if (digest.IsWhole)
        {
            _ = await _client.AskAsync(
                Whole(key, digest, guard => new FileContent(file, 0, digest.Length, pace, guard), until), Nothing, cancellation);
        }
        else
        {
            await _multipart.PutAsync(key, file, digest, [(HashHeader, Hex(digest)), .. LockHeaders(until)], pace, cancellation);
        }

        if (await FindAsync(key, digest, until, cancellation) is { } copy)
        {
            return copy;
        }

        await DeleteAsync(key, null, cancellation);
        throw new ArchiveException(ArchiveCause.Checksum, "The store does not have what was sent to it.");
    }

    public async Task ReadAsync(string key, long offset, long? length, Stream output, CancellationToken cancellation)
    {
        var isPart = offset > 0 || length is not null;
        var last = length is { } wanted ? (offset + wanted - 1).ToString(CultureInfo.InvariantCulture) : "";
        _ = await _client.AskAsync(
            new S3Request(HttpMethod.Get, key)
            {
                Headers = isPart ? [("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-{last}"))] : [],
            },
            async (response, guard) =>
            {
                if (isPart != (response.StatusCode == System.Net.HttpStatusCode.PartialContent))
                {
                    throw new ArchiveException(ArchiveCause.ServerError, "The store does not give the part it was asked for.");
                }

                await using var body = await response.Content.ReadAsStreamAsync(guard.Token);
                var buffer = new byte[PieceBytes];
                int read;
                while ((read = await body.ReadAsync(buffer, guard.Token)) > 0)
                {
                    guard.Touch();
                    await output.WriteAsync(buffer.AsMemory(0, read), guard.Token);
                }

                return response;
            },
            cancellation);
    }

    public Task DeleteAsync(string key, string? version, CancellationToken cancellation) => _client.AskAsync(
        new S3Request(HttpMethod.Delete, key)
        {
            Query = version is null ? "" : $"versionId={Uri.EscapeDataString(version)}",
            MayBeMissing = true,
        },
        Nothing,
        cancellation);

    public async Task<int> TidyAsync(Func<string, bool> isOurs, CancellationToken cancellation)
    {
        var (removed, marker) = (0, "");
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await _client.AskAsync(
                new S3Request(HttpMethod.Get, null) { Query = $"{marker}prefix={Uri.EscapeDataString(prefix)}&uploads=", MayBeUnknown = true },
                (response, guard) => S3Answer.ReadAsync(response, LongestAnswer, guard.Token),
                cancellation);
            if (answer is null)
            {
                break; // a store that does not list them: its own rules for old uploads have to do
            }

            foreach (var upload in answer.Each("Upload"))
            {
                if (upload.TryGetValue("Key", out var key) && upload.TryGetValue("UploadId", out var id) && isOurs(key))
                {
                    await _multipart.AbortAsync(key, id, cancellation);
                    removed++;
                }
            }

            if (answer.Text("IsTruncated") != "true" || answer.Text("NextKeyMarker") is not { Length: > 0 } next)
            {
                break;
            }

            marker = $"key-marker={Uri.EscapeDataString(next)}&";
        }

        return removed;
    }

    private static Task<HttpResponseMessage> Nothing(HttpResponseMessage response, StallGuard guard) => Task.FromResult(response);

    private static string Hex(StoredDigest digest) => Convert.ToHexStringLower(digest.Sha256);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static S3Request Whole(string key, StoredDigest digest, Func<StallGuard, HttpContent> body, DateTimeOffset? lockedUntil) =>
        new(HttpMethod.Put, key)
        {
            Body = body,
            Sha256 = digest.Sha256,
            Md5 = digest.Md5,
            Type = VideoType,
            Headers = [(HashHeader, Hex(digest)), .. LockHeaders(lockedUntil)],
        };

    // Compliance: neither we nor whoever steals our keys can shorten it.
    private static IEnumerable<(string, string)> LockHeaders(DateTimeOffset? until) => until is not { } instant ? [] :
    [
        ("x-amz-object-lock-mode", "COMPLIANCE"),
        (LockHeader, instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
    ];

    private async Task<StoredCopy?> FindAsync(string key, StoredDigest digest, DateTimeOffset? lockAsked, CancellationToken cancellation)
    {
        var head = await _client.AskAsync(
            new S3Request(HttpMethod.Head, key) { MayBeMissing = true },
            (response, _) => Task.FromResult(new Head(
                response.Content.Headers.ContentLength,
                Header(response, HashHeader),
                Header(response, "ETag")?.Trim('"'),
                Header(response, VersionHeader),
                Header(response, LockHeader))),
            cancellation);
        if (head is null || head.Length != digest.Length || !string.Equals(head.Sha256, Hex(digest), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!digest.IsProvenBy(head.Tag ?? "") && !await ReadsBackAsync(key, digest, cancellation))
        {
            return null;
        }

        var locked = DateTimeOffset.TryParse(head.LockedUntil, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until.ToUniversalTime()
            : (DateTimeOffset?)null;
        if (lockAsked is not null)
        {
            Locks = locked >= lockAsked.Value.AddMinutes(-1);
        }

        return new StoredCopy(head.Version is null or "null" ? null : head.Version, locked);
    }

    private async Task<bool> ReadsBackAsync(string key, StoredDigest digest, CancellationToken cancellation)
    {
        await using var hash = new HashSink();
        await ReadAsync(key, 0, null, hash, cancellation);
        return hash.Length == digest.Length && hash.Sha256().AsSpan().SequenceEqual(digest.Sha256);
    }

    /// <summary>Null when the store does not say: then the first copy tells.</summary>
    private async Task<bool?> CanLockAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await _client.AskAsync(
                new S3Request(HttpMethod.Get, null) { Query = "object-lock=", MayBeUnknown = true },
                (response, guard) => S3Answer.ReadAsync(response, LongestAnswer, guard.Token),
                cancellation);
            return answer?.Text("ObjectLockEnabled") == "Enabled";
        }
        catch (ArchiveException forbidden) when (forbidden.Cause == ArchiveCause.WrongCredentials)
        {
            return null;
        }
    }

    private sealed record Head(long? Length, string? Sha256, string? Tag, string? Version, string? LockedUntil);
}
