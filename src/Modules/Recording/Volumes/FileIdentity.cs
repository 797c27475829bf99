using System.Runtime.InteropServices;

namespace Vedette.Recording.Volumes;

/// <summary>Which file on which device a path leads to. Two answers differ when something was mounted, unmounted or replaced between.</summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Inode)
{
    private const int AtWorkingDirectory = -100; // AT_FDCWD
    private const uint Inodes = 0x100; // STATX_INO

    /// <summary>Asks the operating system; null when there is no such file. Elsewhere than on Linux the device is not told apart.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Path.Exists(path) ? new FileIdentity(0, 0) : null;
        }

        return StatX(AtWorkingDirectory, path, 0, Inodes, out var found) == 0
            ? new FileIdentity(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Inode)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out Found found);

    // struct statx of linux/stat.h, the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Found
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
