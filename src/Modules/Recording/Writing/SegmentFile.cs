using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Media.Mp4;
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
    private readonly List<ReadOnlyMemory<byte>> _unconfirmed = [];
    private readonly SegmentCipher? _cipher;
    private long _footage;

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

    /// <summary>Bytes a fragment of that length takes of the disk.</summary>
    public long StoredLength(long fragment)
    {
        var sealedLength = fragment + FragmentSeal.Length;
        return _cipher?.StoredLength(sealedLength) ?? sealedLength;
    }

    /// <summary>Hands a fragment to the operating system in one call. Its bytes must stay as they are until <see cref="Confirm"/>.</summary>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> fragment)
    {
        var seal = new byte[FragmentSeal.Length];
        FragmentSeal.Write(seal, _footage, fragment);
        Write([seal, .. fragment]);
    }

    /// <summary>All that was written is durable. Only now it is part of the footage.</summary>
    public void Confirm()
    {
        foreach (var part in _unconfirmed)
        {
            _hash.AppendData(part.Span);
        }

        _unconfirmed.Clear();
        (Confirmed, ConfirmedFootage) = (Written, _footage);
    }

    /// <summary>SHA-256 of the confirmed footage, in the clear.</summary>
    public byte[] Hash() => _hash.GetCurrentHash();

    /// <summary>Cuts off what was written but never confirmed, so that the file is what its hash says.</summary>
    public void CutToConfirmed()
    {
        _disk.SetLength(_handle, Confirmed);
        _disk.Flush(_handle);
        (Written, _footage) = (Confirmed, ConfirmedFootage);
        _unconfirmed.Clear();
    }

    /// <summary>
    /// Gives the file up, cut to what was confirmed, or whole when none of it is footage: another writer has gone on elsewhere.
    /// Returns the fault when the disk refused; then a note about it says the same to whoever opens the volume next.
    /// </summary>
    public Exception? LeaveBehind(bool isFootage)
    {
        try
        {
            if (isFootage)
            {
                CutToConfirmed();
            }
            else
            {
                _disk.Delete(Path);
            }

            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused;
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _set.Remove(_handle);
        _handle.Dispose();
        _hash.Dispose();
        _cipher?.Dispose();
    }

    private void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var stored = _cipher is null ? parts : [_cipher.Seal(parts)];
        _disk.Write(_handle, stored, Written);
        _set.Add(_handle);
        _unconfirmed.AddRange(parts);
        Written += LengthOf(stored);
        _footage += LengthOf(parts);
    }

    private static long LengthOf(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        long length = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            length += parts[part].Length;
        }

        return length;
    }
}
