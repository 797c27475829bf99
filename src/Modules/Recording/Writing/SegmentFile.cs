using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Writing;

/// <summary>A segment file being written: one gather write per fragment; when a commit made it durable it counts and is hashed.</summary>
/// <remarks>
/// Belongs here: one open file and its hash. Does not: when to cut, when to commit, what to do when the disk refuses.
/// Invariant: the first <see cref="Confirmed"/> bytes are on the device and are what was hashed; Confirmed &lt;= Written.
/// </remarks>
internal sealed class SegmentFile : IDisposable
{
    private readonly IDisk _disk;
    private readonly CommitSet _set;
    private readonly SafeFileHandle _handle;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private SegmentFile(IDisk disk, CommitSet set, SafeFileHandle handle, string path) =>
        (_disk, _set, _handle, Path) = (disk, set, handle, path);

    public string Path { get; }

    public long Written { get; private set; }

    public long Confirmed { get; private set; }

    /// <summary>Creates the file, which must not exist, with its init section.</summary>
    /// <exception cref="IOException">The disk refused, or the file exists.</exception>
    public static SegmentFile Create(IDisk disk, string path, ReadOnlyMemory<byte> init, CommitSet set)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        DurableDirectory.Create(disk, folder, set);
        var file = new SegmentFile(disk, set, disk.Create(path), path);
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
        _disk.Write(_handle, parts, Written);
        _set.Add(_handle);
        foreach (var part in parts)
        {
            Written += part.Length;
        }
    }

    /// <summary>All that was written is durable. Only now the parts, in the order written, are part of the footage.</summary>
    public void Confirm(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        foreach (var part in parts)
        {
            _hash.AppendData(part.Span);
        }

        Confirmed = Written;
    }

    /// <summary>SHA-256 of the confirmed bytes.</summary>
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
    }
}
