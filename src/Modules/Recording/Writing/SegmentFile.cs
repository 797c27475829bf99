using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;

namespace Vedette.Recording.Writing;

/// <summary>A segment file being written: one gather write per fragment; when a commit made it durable it counts and is hashed.</summary>
/// <remarks>
/// Belongs here: one open file and its hash. Does not: when to cut, when to commit, what to do when the disk refuses.
/// Invariant: the first <see cref="Confirmed"/> bytes are on the device and hold the footage that was hashed; Confirmed &lt;= Written.
/// </remarks>
internal sealed class SegmentFile : IDisposable
{
    private readonly IDisk _disk;
    private readonly CommitSet _set;
    private readonly SafeFileHandle _handle;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private readonly SegmentCipher? _cipher;

    private SegmentFile(IDisk disk, CommitSet set, SafeFileHandle handle, string path, SegmentCipher? cipher) =>
        (_disk, _set, _handle, Path, _cipher) = (disk, set, handle, path, cipher);

    public string Path { get; }

    public long Written { get; private set; }

    public long Confirmed { get; private set; }

    /// <summary>Bytes of footage that are confirmed: less than <see cref="Confirmed"/> where the file is encrypted.</summary>
    public long ConfirmedFootage { get; private set; }

    /// <summary>Creates the file, which must not exist, with its init section.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="init">The init section.</param>
    /// <param name="set">Hears what has to be committed.</param>
    /// <param name="cipher">Encrypts it; null for a file in the clear. Disposed with the file, and when this throws.</param>
    /// <exception cref="IOException">The disk refused, or the file exists.</exception>
    public static SegmentFile Create(IDisk disk, string path, ReadOnlyMemory<byte> init, CommitSet set, SegmentCipher? cipher = null)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        SegmentFile file;
        try
        {
            DurableDirectory.Create(disk, folder, set);
            file = new SegmentFile(disk, set, disk.Create(path), path, cipher);
        }
        catch
        {
            cipher?.Dispose();
            throw;
        }

        set.AddDirectory(folder);
        try
        {
            file.Write([init]);
            return file;
        }
        catch
        {
            file.Dispose();
            disk.Delete(path);
            throw;
        }
    }

    /// <summary>Hands the parts to the operating system in one call.</summary>
    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        if (_cipher is not null)
        {
            parts = [_cipher.Seal(parts)];
        }

        _disk.Write(_handle, parts, Written);
        _set.Add(_handle);
        foreach (var part in parts)
        {
            Written += part.Length;
        }
    }

    /// <summary>What a write of that many bytes of footage takes of the disk.</summary>
    public long StoredLength(long footage) => _cipher?.StoredLength(footage) ?? footage;

    /// <summary>All that was written is durable. Only now the parts, in the order written, are part of the footage.</summary>
    public void Confirm(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        foreach (var part in parts)
        {
            _hash.AppendData(part.Span);
            ConfirmedFootage += part.Length;
        }

        Confirmed = Written;
    }

    /// <summary>SHA-256 of the confirmed footage, in the clear.</summary>
    public byte[] Hash() => _hash.GetCurrentHash();

    /// <summary>Cuts off what was written but never confirmed, so that the file is what its hash says.</summary>
    public void CutToConfirmed()
    {
        _disk.SetLength(_handle, Confirmed);
        _disk.Flush(_handle);
        Written = Confirmed;
    }

    public void Dispose()
    {
        _set.Remove(_handle);
        _handle.Dispose();
        _hash.Dispose();
        _cipher?.Dispose();
    }
}
