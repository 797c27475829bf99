using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>
/// Which files of volumes that failed have to be cut once the volume answers again. A note lies on the volume that carries the
/// camera's chain on, so that it is there whenever what relies on it is there.
/// </summary>
/// <remarks>
/// Belongs here: the notes and the cutting. Does not: deciding what was confirmed. Cutting twice does no harm, so notes are only
/// ever added; a few lines for each failure of a volume.
/// </remarks>
internal sealed class TailNotes(IDisk disk)
{
    public const string FileName = "tails.jsonl";

    private readonly Lock _gate = new();
    private readonly HashSet<TailNote> _pending = [];

    /// <summary>Whether a file of the volume has to be cut.</summary>
    public bool IsPending(Guid volume)
    {
        lock (_gate)
        {
            return _pending.Any(note => note.Volume == volume);
        }
    }

    /// <summary>Takes up the notes that lie on a volume.</summary>
    public void Read(Volume holder)
    {
        foreach (var note in JournalLines.Read<TailNote>(Path.Combine(holder.Root, FileName)))
        {
            if (note.Volume != holder.Id)
            {
                lock (_gate)
                {
                    _ = _pending.Add(note);
                }
            }
        }
    }

    /// <summary>Notes a tail durably on the volume that carries on.</summary>
    /// <exception cref="IOException">The volume refuses.</exception>
    public void Append(Volume holder, TailNote note)
    {
        JournalLines.AppendDurably(disk, Path.Combine(holder.Root, FileName), [note]);
        lock (_gate)
        {
            _ = _pending.Add(note);
        }
    }

    /// <summary>Cuts a file when it lies on the volume, and notes there that it has to be cut when it lies on another.</summary>
    /// <returns>How many bytes went.</returns>
    /// <exception cref="IOException">The volume refuses.</exception>
    public long Settle(Volume volume, TailNote note)
    {
        if (note.Volume == volume.Id)
        {
            return Cut(volume, note);
        }

        Append(volume, note);
        return 0;
    }

    /// <summary>Cuts what has to be cut on the volume.</summary>
    /// <returns>How many bytes went.</returns>
    /// <exception cref="IOException">The volume refuses; what is left is tried again.</exception>
    public long Cut(Volume volume)
    {
        List<TailNote> notes;
        lock (_gate)
        {
            notes = [.. _pending.Where(note => note.Volume == volume.Id)];
        }

        long cut = 0;
        foreach (var note in notes)
        {
            cut += Cut(volume, note);
            lock (_gate)
            {
                _ = _pending.Remove(note);
            }
        }

        return cut;
    }

    /// <summary>Cuts one file; one that is gone, or short enough, is left as it is.</summary>
    /// <returns>How many bytes went.</returns>
    /// <exception cref="IOException">The volume refuses.</exception>
    private long Cut(Volume volume, TailNote note)
    {
        var path = Path.Combine(volume.Root, note.Path);
        if (!File.Exists(path))
        {
            return 0;
        }

        long length;
        using (var file = disk.Open(path))
        {
            length = RandomAccess.GetLength(file);
            if (length > note.Bytes)
            {
                disk.SetLength(file, note.Bytes);
            }

            // Short enough it may be by a cut that never became durable.
            disk.Flush(file);
        }

        if (note.Bytes == 0)
        {
            disk.Delete(path);
            disk.FlushDirectory(Path.GetDirectoryName(path)!);
        }

        return Math.Max(0, length - note.Bytes);
    }
}
