using System.Runtime.InteropServices;
using Vedette.Foundation;

namespace Vedette.Platform.Storage;

/// <summary>Replaces a file so that after a power cut either the old or the new content is there: write aside, flush, rename, flush the folder.</summary>
/// <remarks>New files are readable by their owner only.</remarks>
public static partial class DurableFile
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <summary>Replaces the file; may block. When this returns, the new content survives a power cut.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="FaultException">The disk refused (disk).</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var aside = path + ".new";
        try
        {
            using (var file = new FileStream(aside, OwnerOnly()))
            {
                file.Write(content);
                file.Flush();
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(aside, path, overwrite: true);
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{path} cannot be written: {refused.Message}", isTransient: true, refused);
        }
    }

    /// <summary>Deletes the file. When this returns, it stays deleted after a power cut.</summary>
    /// <exception cref="FaultException">The disk refused (disk).</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{path} cannot be deleted: {refused.Message}", isTransient: true, refused);
        }
    }

    /// <summary>Replaces the file. When this returns, the new content survives a power cut.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">All of it.</param>
    /// <param name="ct">Stops before the new content is in place.</param>
    /// <exception cref="FaultException">The disk refused (disk).</exception>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var aside = path + ".new";
        try
        {
            await using (var file = new FileStream(aside, OwnerOnly()))
            {
                await file.WriteAsync(content, ct);
                await file.FlushAsync(ct);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(aside, path, overwrite: true);
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{path} cannot be written: {refused.Message}", isTransient: true, refused);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    // .NET opens no folders, and a rename is only durable once its folder is.
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"{folder} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw new IOException($"{folder} cannot be flushed (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
