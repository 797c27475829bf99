using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;

namespace Vedette.Platform.Storage;

/// <summary>Replaces a file so that after a power cut either the old or the new content is there: write aside, flush, rename, flush the folder.</summary>
/// <remarks>New files are readable by their owner only.</remarks>
public static partial class DurableFile
{
    private const int ReadOnlyDirectory = 0x10000;

    // EINVAL and ENOTSUP of Linux: there is nothing such a file could be flushed to.
    private static readonly int[] HasNoDevice = [22, 95];

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
                Flush(file.SafeFileHandle);
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
                Flush(file.SafeFileHandle);
            }

            File.Move(aside, path, overwrite: true);
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{path} cannot be written: {refused.Message}", isTransient: true, refused);
        }
    }

    /// <summary>Makes the bytes and the length of an open file durable, not its entry in the folder; may block.</summary>
    /// <remarks>
    /// .NET's own call keeps EROFS to itself. That is what a file system answers that gave itself up after an error, and then
    /// what was written is lost.
    /// </remarks>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">The disk refused, or lost a write.</exception>
    public static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (Fsync(file) != 0 && Marshal.GetLastPInvokeError() is var error && !HasNoDevice.Contains(error))
        {
            throw new IOException($"The file could not be flushed: {Marshal.GetPInvokeErrorMessage(error)}", error);
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

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
