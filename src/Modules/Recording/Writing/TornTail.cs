using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
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
    public static TornTail Mend(IDisk disk, PlainFootage plain, VolumeSet volumes, CameraId camera)
    {
        long cut = 0;
        foreach (var (volume, name) in CameraFolder.NewestFirst(volumes, camera))
        {
            var path = Path.Combine(volume.Root, name.Path);
            using var file = disk.Open(path);
            var length = RandomAccess.GetLength(file);
            switch (Read(plain, volume, name, file, out var segment))
            {
                case Condition.Locked:
                    // Nobody can tell what it holds: it stays, and the camera goes on behind it.
                    return new TornTail(name.Sequence + 1, null, CameraFolder.OpenGap(volumes, camera), cut);
                case Condition.Damaged:
                    // Nothing a reader understands, yet maybe of worth to somebody: out of the way, not away.
                    file.Close();
                    disk.Rename(path, path + ".damaged");
                    continue;
                case Condition.Empty:
                    cut += length;
                    file.Close();
                    disk.Delete(path);
                    disk.FlushDirectory(Path.GetDirectoryName(path)!);
                    continue;
            }

            var stored = PlainFootage.StoredLength(file, segment!.Bytes);
            if (stored < length)
            {
                cut += length - stored;
                disk.SetLength(file, stored);
                disk.Flush(file);
            }

            return new TornTail(name.Sequence + 1, segment, CameraFolder.OpenGap(volumes, camera), cut);
        }

        return new TornTail(1, null, CameraFolder.OpenGap(volumes, camera), cut);
    }

    private static Condition Read(PlainFootage plain, Volume volume, SegmentName name, SafeFileHandle file, out Segment? segment)
    {
        segment = null;
        try
        {
            using var decrypted = plain.Decrypt(name, file);
            var footage = decrypted ?? file;
            segment = RandomAccess.GetLength(footage) == 0 ? null : SegmentFacts.Read(volume, name, footage);
            return segment is null ? Condition.Empty : Condition.Footage;
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return Condition.Damaged;
        }
        catch (FaultException locked) when (locked.Kind == FaultKind.Configuration)
        {
            return Condition.Locked;
        }
    }

    private enum Condition
    {
        Footage,
        Empty,
        Damaged,

        /// <summary>Encrypted, and its key is not here.</summary>
        Locked,
    }
}
