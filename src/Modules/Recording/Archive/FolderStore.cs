using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Vedette.Platform.Storage;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Archive;

/// <summary>
/// A folder of this machine. Known by an identity file, so that copies do not land on the system disk when a mount is
/// missing. A copy gets its name when it is flushed and was read back.
/// </summary>
internal sealed class FolderStore(string root, Guid id, ArchiveLimits limits, TimeProvider time) : IArchiveStore
{
    private const string IdentityFile = "vedette-archive.json";
    private const string DraftsFolder = ".vedette-uploads";
    private const int PieceBytes = 1 << 18;

    private static readonly LocalDisk Disk = LocalDisk.Instance;

    // ENOSPC, EDQUOT.
    private static readonly int[] NoRoom = [28, 122];

    public bool? Locks => false;

    private string Drafts => Path.Combine(root, DraftsFolder);

    /// <summary>Reads the identity of the folder, giving it one when it has none.</summary>
    /// <exception cref="ArchiveException">It cannot be written to.</exception>
    public static Guid Identify(string root)
    {
        try
        {
            var file = Path.Combine(root, IdentityFile);
            if (!File.Exists(file))
            {
                File.WriteAllText(file, JsonSerializer.Serialize(new Identity(Guid.CreateVersion7()), JsonSerializerOptions.Web));
            }

            return JsonSerializer.Deserialize<Identity>(File.ReadAllText(file), JsonSerializerOptions.Web)!.Id;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Refused(refused);
        }
    }

    public Task ProbeAsync(CancellationToken cancellation) => GuardAsync(
        async guard =>
        {
            var file = Path.Combine(Drafts, "probe");
            _ = Directory.CreateDirectory(Drafts);
            var text = Encoding.ASCII.GetBytes(id.ToString());
            await File.WriteAllBytesAsync(file, text, guard.Token);
            var read = await File.ReadAllBytesAsync(file, guard.Token);
            if (!text.AsSpan().SequenceEqual(read))
            {
                throw new ArchiveException(ArchiveCause.Checksum, "What was written to the folder is not what is read.");
            }

            File.Delete(file);
            return true;
        },
        cancellation);

    public Task<StoredCopy?> FindAsync(string key, StoredDigest digest, CancellationToken cancellation) => GuardAsync(
        async guard =>
        {
            var path = PathOf(key);
            if (!File.Exists(path))
            {
                return null;
            }

            using var file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            return await IsAsync(file, digest, guard) ? new StoredCopy(null, null) : null;
        },
        cancellation);

    public Task<StoredCopy> PutAsync(
        string key, SafeFileHandle file, StoredDigest digest, DateTimeOffset? lockedUntil, Pace pace, CancellationToken cancellation) => GuardAsync(
        async guard =>
        {
            var path = PathOf(key);
            _ = Directory.CreateDirectory(Drafts);
            var draft = Path.Combine(Drafts, Guid.NewGuid().ToString("N"));
            try
            {
                await CopyAsync(file, draft, digest.Length, pace, guard);
                CreateFolder(Path.GetDirectoryName(path)!);
                Disk.Rename(draft, path);
                Disk.FlushDirectory(Path.GetDirectoryName(path)!);
            }
            finally
            {
                File.Delete(draft);
            }

            using var copy = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            return await IsAsync(copy, digest, guard)
                ? new StoredCopy(null, null)
                : throw new ArchiveException(ArchiveCause.Checksum, "What was written to the folder is not what is read.");
        },
        cancellation);

    public Task ReadAsync(string key, long offset, long? length, Stream output, CancellationToken cancellation) => GuardAsync(
        async guard =>
        {
            using var file = File.OpenHandle(PathOf(key), options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            var end = Math.Min(RandomAccess.GetLength(file), length is { } wanted ? offset + wanted : long.MaxValue);
            var buffer = new byte[PieceBytes];
            while (offset < end)
            {
                var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - offset)), offset, guard.Token);
                if (read == 0)
                {
                    break;
                }

                await output.WriteAsync(buffer.AsMemory(0, read), guard.Token);
                offset += read;
                guard.Touch();
            }

            return true;
        },
        cancellation);

    public Task DeleteAsync(string key, string? version, CancellationToken cancellation) => GuardAsync(
        _ =>
        {
            var path = PathOf(key);
            if (File.Exists(path))
            {
                File.Delete(path);
                RemoveEmpty(Path.GetDirectoryName(path)!);
            }

            return Task.FromResult(true);
        },
        cancellation);

    public Task<int> TidyAsync(Func<string, bool> isOurs, CancellationToken cancellation) => GuardAsync(
        _ =>
        {
            var left = Directory.Exists(Drafts) ? Directory.GetFiles(Drafts) : [];
            foreach (var file in left)
            {
                File.Delete(file);
            }

            return Task.FromResult(left.Length);
        },
        cancellation);

    private static async Task CopyAsync(SafeFileHandle file, string draft, long length, Pace pace, StallGuard guard)
    {
        using var copy = File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
        var buffer = new byte[PieceBytes];
        for (var position = 0L; position < length;)
        {
            var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - position)), position, guard.Token);
            if (read == 0)
            {
                throw new ArchiveException(ArchiveCause.FileGone, "The file became shorter while it was copied.");
            }

            await pace.TakeAsync(read, guard.Token);
            await RandomAccess.WriteAsync(copy, buffer.AsMemory(0, read), position, guard.Token);
            position += read;
            guard.Touch();
        }

        DurableFile.Flush(copy);
    }

    private static async Task<bool> IsAsync(SafeFileHandle file, StoredDigest digest, StallGuard guard)
    {
        if (RandomAccess.GetLength(file) != digest.Length)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceBytes];
        for (var position = 0L; position < digest.Length;)
        {
            var read = await RandomAccess.ReadAsync(file, buffer, position, guard.Token);
            if (read == 0)
            {
                return false;
            }

            hash.AppendData(buffer, 0, read);
            position += read;
            guard.Touch();
        }

        return hash.GetHashAndReset().AsSpan().SequenceEqual(digest.Sha256);
    }

    private static ArchiveException Refused(Exception refused) => refused switch
    {
        FileNotFoundException => new ArchiveException(ArchiveCause.FileGone, "The copy is not in the folder.", refused),
        DirectoryNotFoundException => new ArchiveException(ArchiveCause.NoBucket, "The folder is not there.", refused),
        UnauthorizedAccessException => new ArchiveException(ArchiveCause.WrongCredentials, $"The folder does not let us: {refused.Message}", refused),
        IOException full when NoRoom.Contains(full.HResult & 0xFFFF) || NoRoom.Contains(full.HResult) =>
            new ArchiveException(ArchiveCause.Full, "The folder's disk is full.", refused),
        _ => new ArchiveException(ArchiveCause.ServerError, $"The folder cannot be used: {refused.Message}", refused),
    };

    private string PathOf(string key) => Path.Combine(root, key);

    private void Recognise()
    {
        var file = Path.Combine(root, IdentityFile);
        if (!File.Exists(file) || JsonSerializer.Deserialize<Identity>(File.ReadAllText(file), JsonSerializerOptions.Web)?.Id != id)
        {
            throw new ArchiveException(ArchiveCause.NoBucket, $"{root} is not the archive: is its disk or share not mounted?");
        }
    }

    private static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            var parent = Path.GetDirectoryName(path)!;
            CreateFolder(parent);
            Disk.CreateDirectory(path);
            Disk.FlushDirectory(parent);
        }
    }

    private void RemoveEmpty(string folder)
    {
        while (folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    /// <summary>
    /// Does the work away from the caller's thread, and gives up when nothing moves: a share whose server is gone holds a
    /// system call for minutes, and no token ends that.
    /// </summary>
    private async Task<T> GuardAsync<T>(Func<StallGuard, Task<T>> work, CancellationToken cancellation)
    {
        var guard = new StallGuard(limits.Stall, time, cancellation);
        var running = Task.Run(
            async () =>
            {
                using (guard)
                {
                    Recognise();
                    return await work(guard);
                }
            },
            CancellationToken.None);
        try
        {
            return await running.WaitAsync(guard.Token);
        }
        catch (OperationCanceledException) when (guard.HasStalled)
        {
            throw new ArchiveException(ArchiveCause.Slow, $"The folder did not answer for {limits.Stall.TotalSeconds:0} s.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Refused(refused);
        }
    }

    private sealed record Identity(Guid Id);
}
