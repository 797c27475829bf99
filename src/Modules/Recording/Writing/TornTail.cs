using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>What the newest files of a camera say after a restart.</summary>
/// <param name="NextSequence">The number of the next segment.</param>
/// <param name="Newest">The newest segment that holds footage, or null.</param>
/// <param name="OpenGap">The gap that was open, or null.</param>
/// <param name="CutBytes">How many bytes of a half-written fragment were cut off.</param>
internal sealed record TornTail(long NextSequence, Segment? Newest, Gap? OpenGap, long CutBytes)
{
    private const int LongestInit = 1 << 20;

    /// <summary>The start of the footage after that gap: there is some when the power went before the gap's end was noted.</summary>
    public DateTimeOffset? ResumedAt { get; private init; }

    /// <summary>End of the last recorded picture, or of the last gap that ended if that is later.</summary>
    public DateTimeOffset? AccountedUntil => new[] { Newest?.End, GapsUntil, KnownUntil }.Max();

    /// <summary>Until when there was footage by what was written down elsewhere.</summary>
    public DateTimeOffset? KnownUntil { get; init; }

    /// <summary>
    /// Until when gaps that ended account for the time. Where one follows another, the power may have gone before the second
    /// was noted.
    /// </summary>
    private DateTimeOffset? GapsUntil { get; init; }

    /// <summary>The chain hash the next segment carries on.</summary>
    public byte[]? Chain { get; init; } = Newest?.ChainHash;

    /// <summary>What could not be cut, because the volume takes no change.</summary>
    public TailNote? Uncut { get; init; }

    /// <summary>
    /// Mends the newest file, the only one a crash can have torn: what is behind its last whole fragment goes, and a file
    /// without any fragment goes whole. Cut bytes were never confirmed, so they were never footage.
    /// </summary>
    public static TornTail Mend(IDisk disk, PlainFootage plain, VolumeSet volumes, CameraId camera)
    {
        long cut = 0;
        var gaps = CameraFolder.LatestGaps(volumes, camera);
        var gap = gaps.LastOrDefault(known => known.End is null);
        var gapsUntil = gaps.Max(known => known.End);
        foreach (var (volume, name) in CameraFolder.NewestFirst(volumes, camera))
        {
            var path = Path.Combine(volume.Root, name.Path);
            using var file = Open(disk, path, out var mayChange);
            var length = RandomAccess.GetLength(file);
            switch (Read(disk, plain, volume, name, gap, file, mayChange, out var segment))
            {
                case Condition.Locked:
                    // Nobody can tell what it holds: it stays, and the camera goes on behind it.
                    return new TornTail(name.Sequence + 1, null, gap, cut) { GapsUntil = gapsUntil };
                case Condition.Damaged when !mayChange:
                    continue;
                case Condition.Damaged:
                    // Nothing a reader understands, yet maybe of worth to somebody: out of the way, not away.
                    file.Close();
                    disk.Rename(path, path + ".damaged");
                    continue;
                case Condition.Empty when !mayChange:
                    continue;
                case Condition.Empty:
                    cut += length;
                    file.Close();
                    disk.Delete(path);
                    disk.FlushDirectory(Path.GetDirectoryName(path)!);
                    continue;
            }

            var stored = PlainFootage.StoredLength(file, segment!.Bytes);
            if (stored < length && !mayChange)
            {
                return new TornTail(name.Sequence + 1, segment, gap, cut)
                {
                    GapsUntil = gapsUntil,
                    Uncut = new TailNote(volume.Id, name.Path, stored),
                };
            }

            if (stored < length)
            {
                cut += length - stored;
                disk.SetLength(file, stored);
                disk.Flush(file);
            }

            return new TornTail(name.Sequence + 1, segment, gap, cut)
            {
                GapsUntil = gapsUntil,
                ResumedAt = FirstAfter(plain, volumes, camera, gap, segment),
            };
        }

        return new TornTail(1, null, gap, cut) { GapsUntil = gapsUntil };
    }

    private static DateTimeOffset? FirstAfter(PlainFootage plain, VolumeSet volumes, CameraId camera, Gap? gap, Segment newest)
    {
        if (gap is null)
        {
            return null;
        }

        // Names are exact to the millisecond; segments before the gap start at least a picture before it.
        var after = CameraFolder.NewestFirst(volumes, camera)
            .TakeWhile(found => found.Name.Start > gap.Start.AddMilliseconds(-2))
            .ToList();
        if (after.Count <= 1)
        {
            return after.Count == 0 ? null : newest.Start;
        }

        var (volume, name) = after[^1];
        using var file = File.OpenHandle(Path.Combine(volume.Root, name.Path), share: FileShare.ReadWrite | FileShare.Delete);
        using var decrypted = plain.Decrypt(name, file);
        return new SegmentReader(decrypted ?? file).Identity?.Start ?? name.Start;
    }

    /// <summary>A volume that takes no change can still tell where its camera stands.</summary>
    private static SafeFileHandle Open(IDisk disk, string path, out bool mayChange)
    {
        try
        {
            var file = disk.Open(path);
            mayChange = true;
            return file;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            mayChange = false;
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
    }

    private static Condition Read(
        IDisk disk, PlainFootage plain, Volume volume, SegmentName name, Gap? gap, SafeFileHandle file, bool mayChange, out Segment? segment)
    {
        segment = null;
        try
        {
            using var decrypted = plain.Decrypt(name, file);
            var footage = decrypted ?? file;
            if (RandomAccess.GetLength(footage) == 0)
            {
                return Condition.Empty;
            }

            if (mayChange)
            {
                CutToIntact(disk, footage, gap?.Start > name.Start ? gap.Start : DateTimeOffset.MaxValue, isCopy: decrypted is not null);
            }

            segment = SegmentFacts.Read(volume, name, footage);
            return segment is null ? Condition.Empty : Condition.Footage;
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return HoldsFragments(file) ? Condition.Damaged : Condition.Empty;
        }
        catch (FaultException locked) when (locked.Kind == FaultKind.Configuration)
        {
            return Condition.Locked;
        }
        catch (IOException)
        {
            return Condition.Locked; // the device does not give it back: it stays as it is
        }
    }

    /// <summary>
    /// A power cut may leave a file as long as it should be without all that was written to it. And where a gap was noted
    /// to begin, the disk had refused what follows.
    /// </summary>
    private static void CutToIntact(IDisk disk, SafeFileHandle footage, DateTimeOffset refusedFrom, bool isCopy)
    {
        var reader = new SegmentReader(footage);
        var intact = reader.InitLength;
        while (reader.ReadFragment() is { } fragment && reader.IsIntact(fragment) && MiddleOf(fragment, reader.Format) < refusedFrom)
        {
            intact = fragment.Offset + fragment.Length;
        }

        if (isCopy)
        {
            RandomAccess.SetLength(footage, intact);
        }
        else if (intact < RandomAccess.GetLength(footage))
        {
            disk.SetLength(footage, intact);
        }
    }

    private static DateTimeOffset MiddleOf(SegmentFragment fragment, StreamFormat format)
    {
        var ticks = fragment.Runs[0].Samples.Sum(sample => (long)sample.Duration);
        return (fragment.WallTime ?? DateTimeOffset.MinValue) + (MediaTime.ToTimeSpan(ticks, format.Tracks[fragment.Runs[0].Track].ClockRate) / 2);
    }

    /// <summary>
    /// Whether a file that cannot be read was ever footage: its init section is durable before the first fragment is written,
    /// so that a power cut leaves a broken one in short files without any.
    /// </summary>
    private static bool HoldsFragments(SafeFileHandle file)
    {
        if (RandomAccess.GetLength(file) > LongestInit)
        {
            return true;
        }

        var bytes = new byte[RandomAccess.GetLength(file)];
        var read = RandomAccess.Read(file, bytes, 0);
        return bytes.AsSpan(0, read).IndexOf("moof"u8) >= 0;
    }

    private enum Condition
    {
        Footage,
        Empty,
        Damaged,

        /// <summary>Encrypted, and its key is not here; or the device refuses to read it.</summary>
        Locked,
    }
}
