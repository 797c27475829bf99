using Microsoft.Win32.SafeHandles;
using Vedette.Platform.Storage;

namespace Vedette.Recording.Disks;

/// <summary>The file systems of this machine.</summary>
internal sealed class LocalDisk : IDisk
{
    // Of these it is known that syncfs waits until the device has everything. FUSE never tells its server, and what network
    // file systems do varies.
    private static readonly string[] FlushedAsAWhole = ["ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs"];

    // Before, syncfs(2) kept lost writes to itself.
    private static readonly Version SyncFsReportsErrors = new(5, 8);

    public static LocalDisk Instance { get; } = new();

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public SafeFileHandle Create(string path) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset) =>
        RandomAccess.Write(file, parts, offset);

    public void SetLength(SafeFileHandle file, long length) => RandomAccess.SetLength(file, length);

    public void Flush(SafeFileHandle file) => DurableFile.Flush(file);

    public void FlushDirectory(string path)
    {
        // Elsewhere than on Unix the file system does it by itself.
        if (!OperatingSystem.IsWindows())
        {
            using var directory = LibC.OpenDirectory(path);
            LibC.Flush(directory, path);
        }
    }

    public SafeFileHandle? OpenVolume(string root) =>
        OperatingSystem.IsLinux() && Environment.OSVersion.Version >= SyncFsReportsErrors
            && FlushedAsAWhole.Contains(new DriveInfo(root).DriveFormat, StringComparer.Ordinal)
            ? LibC.OpenDirectory(root)
            : null;

    public void FlushVolume(SafeFileHandle volume) => LibC.FlushFileSystem(volume);

    public void LetGo(string? path)
    {
        if (path is null || !OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            LibC.LetGo(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Deleted meanwhile, and its pages with it.
        }
    }

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void DeleteDirectory(string path) => Directory.Delete(path, recursive: true);
}
