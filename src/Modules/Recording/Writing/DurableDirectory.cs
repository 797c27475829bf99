using System.Runtime.InteropServices;

namespace Vedette.Recording.Writing;

/// <summary>Directories whose entries survive a power cut: a new file is only there when its directory was flushed too.</summary>
internal static partial class DurableDirectory
{
    private const int ReadOnly = 0; // O_RDONLY

    /// <summary>Creates the directory and its parents, flushing each parent that got a new entry.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path)
            ?? throw new DirectoryNotFoundException($"The root of '{path}' does not exist.");
        Create(parent);
        Directory.CreateDirectory(path);
        Sync(parent);
    }

    /// <summary>Flushes the directory's entries to the device. Elsewhere than on Linux and macOS the file system does it.</summary>
    /// <exception cref="IOException">The device refused.</exception>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Refused(path);
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw Refused(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Refused(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"The directory '{path}' could not be flushed: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
