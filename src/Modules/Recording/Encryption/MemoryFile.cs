using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Encryption;

/// <summary>A file that has no name and lies in memory (memfd_create(2)): what is decrypted never touches a disk.</summary>
internal static partial class MemoryFile
{
    private const uint CloseOnExec = 1;

    /// <exception cref="IOException">The operating system refused.</exception>
    public static SafeFileHandle Create()
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }

        var descriptor = CreateInMemory("vedette-footage", CloseOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"No file could be made in memory (error {Marshal.GetLastPInvokeError()}).");
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateInMemory(string name, uint flags);
}
