using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Archive;

/// <summary>What the bytes to be copied are, as a whole and part by part, so that a store can be held to it.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of all.</param>
/// <param name="Md5">Of all. Stores answer with it; nothing is guarded by it alone.</param>
/// <param name="Parts">In order, covering the whole; one when it is sent at once.</param>
internal sealed record StoredDigest(long Length, byte[] Sha256, byte[] Md5, IReadOnlyList<StoredDigest.Part> Parts)
{
    private const int ReadAhead = 1 << 18;

    /// <summary>Whether a store's tag of an object says that it is these bytes. Another tag says nothing: it may mean something else there.</summary>
    public bool IsProvenBy(string tag) =>
        string.Equals(tag, Convert.ToHexStringLower(Md5), StringComparison.OrdinalIgnoreCase)
        || string.Equals(tag, $"{Convert.ToHexStringLower(Md5Of([.. Parts.SelectMany(part => part.Md5)]))}-{Parts.Count}", StringComparison.OrdinalIgnoreCase);

    public bool IsWhole => Parts.Count == 1;

    public static async Task<StoredDigest> OfAsync(SafeFileHandle file, ArchiveLimits limits, CancellationToken cancellation)
    {
        var length = RandomAccess.GetLength(file);
        var partSize = length <= limits.WholeBytes ? Math.Max(1, length) : limits.PartBytes;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var partSha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var partMd5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var parts = new List<Part>();
        var buffer = new byte[ReadAhead];
        for (var start = 0L; start < length || parts.Count == 0; start += partSize)
        {
            var end = Math.Min(start + partSize, length);
            for (var position = start; position < end;)
            {
                var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - position)), position, cancellation);
                if (read == 0)
                {
                    throw new ArchiveException(ArchiveCause.FileGone, "The file became shorter while it was read.");
                }

                foreach (var hash in (ReadOnlySpan<IncrementalHash>)[sha, md5, partSha, partMd5])
                {
                    hash.AppendData(buffer, 0, read);
                }

                position += read;
            }

            parts.Add(new Part(start, end - start, partSha.GetHashAndReset(), partMd5.GetHashAndReset()));
        }

        return new StoredDigest(length, sha.GetHashAndReset(), md5.GetHashAndReset(), parts);
    }

    public static StoredDigest OfText(byte[] text)
    {
        var (sha, md5) = (SHA256.HashData(text), Md5Of(text));
        return new StoredDigest(text.Length, sha, md5, [new Part(0, text.Length, sha, md5)]);
    }

#pragma warning disable CA5351 // What S3 calls a checksum (Content-MD5, ETag); SHA-256 is what footage is held to.
    private static byte[] Md5Of(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351

    internal sealed record Part(long Start, long Length, byte[] Sha256, byte[] Md5);
}
