using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Disks;

/// <summary>What .NET has no call for: directories and whole file systems, flushed.</summary>
internal static partial class LibC
{
    // O_RDONLY | O_CLOEXEC; asking for O_DIRECTORY too would only change how opening a file fails.
    private const int ReadOnly = 0;

    // W_OK and EROFS.
    private const int MayWrite = 2;
    private const int IsReadOnly = 30;

    // POSIX_FADV_DONTNEED on Linux.
    private const int DontNeed = 4;

    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>open(2).</summary>
    /// <exception cref="IOException">There is no such directory, or it may not be read.</exception>
    public static SafeFileHandle OpenDirectory(string path)
    {
        var descriptor = Open(path, ReadOnly | CloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Refused($"The directory '{path}' could not be opened");
    }

    /// <summary>fsync(2): the entries of a directory.</summary>
    /// <exception cref="IOException">The device refused.</exception>
    public static void Flush(SafeFileHandle directory, string path)
    {
        if (FSync(directory) != 0)
        {
            throw Refused($"The directory '{path}' could not be flushed");
        }
    }

    /// <summary>syncfs(2): all that is dirty on the file system, one commit of its journal and one flush of the device.</summary>
    /// <exception cref="IOException">The device refused, or lost a write of any file since the last call on this descriptor.</exception>
    public static void FlushFileSystem(SafeFileHandle descriptor)
    {
        // Many kernels have nothing to do on a file system that turned itself read-only after an error, and say that all is well.
        if (SyncFs(descriptor) != 0 || (AccessAt(descriptor, ".", MayWrite, 0) != 0 && Marshal.GetLastPInvokeError() == IsReadOnly))
        {
            throw Refused("The volume could not be flushed");
        }
    }

    /// <summary>posix_fadvise(2) with POSIX_FADV_DONTNEED: the pages of a file that are on the device leave the page cache.</summary>
    public static void LetGo(SafeFileHandle file) => _ = Advise(file, 0, 0, DontNeed);

    private static IOException Refused(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFs(SafeFileHandle descriptor);

    // 64-bit systems only: elsewhere the C library passes the lengths in its own way.
    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle descriptor, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "faccessat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AccessAt(SafeFileHandle directory, string path, int mode, int flags);
}
