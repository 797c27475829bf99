using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Archive;

/// <summary>Copies one segment, as its file lies on its volume. A copy that is there already is not sent again.</summary>
internal sealed class Uploader(VolumeSet volumes, PlainFootage plain, ArchiveLimits limits, Pace pace, TimeProvider time)
{
    /// <summary>Copies the segment to the store.</summary>
    /// <returns>The copy, and the segment with what was learned of its file.</returns>
    /// <exception cref="ArchiveException">It could not be copied; the cause says why.</exception>
    public async Task<(Segment Segment, ArchiveCopy Copy)> CopyAsync(
        Segment segment, ArchiveSettings settings, IArchiveStore store, CancellationToken cancellation)
    {
        var key = ArchiveKey.Of(settings.Prefix, segment);
        using var file = Open(segment);
        if (file is null)
        {
            return await FindLostAsync(segment, key, store, cancellation);
        }

        var digest = await StoredDigest.OfAsync(file, limits, cancellation);
        var known = await CheckAsync(segment, file, digest, cancellation);
        var lockedUntil = settings.ObjectLockDays is { } days ? time.GetUtcNow().AddDays(days) : (DateTimeOffset?)null;
        var copy = await store.FindAsync(key, digest, cancellation)
            ?? await store.PutAsync(key, file, digest, lockedUntil, pace, cancellation);
        return (known, CopyOf(segment, key, digest, copy));
    }

    /// <summary>A power cut may take the note that a segment was copied, and its file may have made room since.</summary>
    private async Task<(Segment, ArchiveCopy)> FindLostAsync(Segment segment, string key, IArchiveStore store, CancellationToken cancellation)
    {
        var digest = new StoredDigest(segment.Bytes, segment.Sha256, [], [new StoredDigest.Part(0, segment.Bytes, segment.Sha256, [])]);
        return await store.FindAsync(key, digest, cancellation) is { } copy
            ? (segment with { IsLocal = false }, CopyOf(segment, key, digest, copy))
            : throw new ArchiveException(ArchiveCause.FileGone, "The file is not on its volume, or its volume is not attached.");
    }

    private SafeFileHandle? Open(Segment segment)
    {
        try
        {
            return StoredFile.Open(volumes, segment);
        }
        catch (FaultException refused)
        {
            throw new ArchiveException(ArchiveCause.FileGone, refused.Message, refused);
        }
    }

    /// <summary>What is copied must be what was recorded; an encrypted file is copied as it is, and looked into for this only.</summary>
    private async Task<Segment> CheckAsync(Segment segment, SafeFileHandle file, StoredDigest digest, CancellationToken cancellation)
    {
        using var decrypted = plain.Decrypt(SegmentName.Of(segment), file);
        var hash = decrypted is null ? digest.Sha256 : (await StoredDigest.OfAsync(decrypted, limits, cancellation)).Sha256;
        return hash.AsSpan().SequenceEqual(segment.Sha256)
            ? Learn(segment, decrypted ?? file)
            : throw new ArchiveException(ArchiveCause.Checksum, "The file on the volume is not what was recorded.");
    }

    /// <summary>Footage of earlier versions is in the index without what a playlist needs; soon it may be far away.</summary>
    private static Segment Learn(Segment segment, SafeFileHandle file)
    {
        if (segment is { InitLength: > 0, FormatPrint: not 0 })
        {
            return segment;
        }

        try
        {
            var reader = new SegmentReader(file);
            return segment with { InitLength = (int)reader.InitLength, FormatPrint = FormatPrint.Of(reader.Format) };
        }
        catch (FaultException)
        {
            return segment; // not to be read as a video, and copied all the same
        }
    }

    private ArchiveCopy CopyOf(Segment segment, string key, StoredDigest digest, StoredCopy copy) => new()
    {
        SegmentId = segment.Id,
        CameraId = segment.CameraId,
        ObjectKey = key,
        Bytes = digest.Length,
        Sha256 = digest.Sha256,
        ArchivedAt = time.GetUtcNow(),
        LockedUntil = copy.LockedUntil,
        Version = copy.Version,
    };
}
