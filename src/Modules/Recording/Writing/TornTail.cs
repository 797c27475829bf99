using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>What the newest files of a camera say after a restart.</summary>
/// <param name="NextSequence">The number of the next segment.</param>
/// <param name="Newest">The newest segment that holds footage, or null.</param>
/// <param name="OpenGap">The gap that was open, or null.</param>
/// <param name="CutBytes">How many bytes of a half-written fragment were cut off.</param>
internal sealed record TornTail(long NextSequence, Segment? Newest, Gap? OpenGap, long CutBytes)
{
    /// <summary>
    /// Mends the newest file, the only one a crash can have torn: what is behind its last whole fragment goes, and a file
    /// without any fragment goes whole. Cut bytes were never confirmed, so they were never footage.
    /// </summary>
    public static TornTail Mend(IDisk disk, Volume volume, CameraFolder folder)
    {
        long cut = 0;
        foreach (var name in folder.NewestFirst())
        {
            var path = Path.Combine(volume.Root, name.Path);
            using var file = disk.Open(path);
            var length = RandomAccess.GetLength(file);
            if (!TryRead(volume, name, file, out var segment))
            {
                // Nothing a reader understands, yet maybe of worth to somebody: out of the way, not away.
                file.Close();
                disk.Rename(path, path + ".damaged");
                continue;
            }

            if (segment is null)
            {
                cut += length;
                file.Close();
                disk.Delete(path);
                disk.FlushDirectory(Path.GetDirectoryName(path)!);
                continue;
            }

            if (segment.Bytes < length)
            {
                cut += length - segment.Bytes;
                disk.SetLength(file, segment.Bytes);
                disk.Flush(file);
            }

            return new TornTail(name.Sequence + 1, segment, folder.OpenGap(), cut);
        }

        return new TornTail(1, null, folder.OpenGap(), cut);
    }

    private static bool TryRead(Volume volume, SegmentName name, SafeFileHandle file, out Segment? segment)
    {
        segment = null;
        try
        {
            segment = RandomAccess.GetLength(file) == 0 ? null : SegmentFacts.Read(volume, name, file);
            return true;
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return false;
        }
    }
}
