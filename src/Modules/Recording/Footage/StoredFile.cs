using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;

namespace Vedette.Recording.Footage;

/// <summary>Opens the file of a segment as it lies on its volume.</summary>
internal static class StoredFile
{
    /// <summary>Null when it is not there or its volume is not attached. A handle once opened stays readable.</summary>
    /// <exception cref="FaultException">The volume refuses.</exception>
    public static SafeFileHandle? Open(VolumeSet volumes, Segment segment)
    {
        if (volumes.Find(segment.VolumeId) is not { } volume)
        {
            return null;
        }

        try
        {
            return File.OpenHandle(
                volume.Resolve(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"A segment file cannot be read: {refused.Message}", isTransient: true, refused);
        }
    }
}
