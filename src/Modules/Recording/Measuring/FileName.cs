using System.Runtime.InteropServices;

namespace Vedette.Recording.Measuring;

/// <summary>One more name for a file (a hard link): a million files that take the room of twenty.</summary>
internal static partial class FileName
{
    /// <exception cref="IOException">The file system refuses.</exception>
    public static void Add(string file, string name)
    {
        if (Link(file, name) != 0)
        {
            throw new IOException($"'{name}' could not be linked: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
