using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Writing;

/// <summary>A segment file being written: one gather write per fragment, then one flush, then it counts and is hashed.</summary>
/// <remarks>
/// Belongs here: one open file and its hash. Does not: when to cut, what to do when the disk refuses.
/// Invariant: the first <see cref="Flushed"/> bytes are on the device and are what was hashed; Flushed &lt;= written.
/// </remarks>
internal sealed class SegmentFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _written;

    private SegmentFile(SafeFileHandle handle, string path) => (_handle, Path) = (handle, path);

    public string Path { get; }

    public long Flushed { get; private set; }

    /// <summary>Creates the file, which must not exist, and makes its init section and its directory entry durable.</summary>
    /// <exception cref="IOException">The disk refused, or the file exists.</exception>
    public static SegmentFile Create(string path, ReadOnlyMemory<byte> init)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        DurableDirectory.Create(folder);
        var file = new SegmentFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), path);
        try
        {
            file.Write([init]);
            file.Flush([init]);
            DurableDirectory.Sync(folder);
            return file;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Hands the parts to the operating system in one call.</summary>
    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        RandomAccess.Write(_handle, parts, _written);
        foreach (var part in parts)
        {
            _written += part.Length;
        }
    }

    /// <summary>Makes all that was written durable. Only then the parts, in the order written, are part of the footage.</summary>
    public void Flush(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        RandomAccess.FlushToDisk(_handle);
        foreach (var part in parts)
        {
            _hash.AppendData(part.Span);
        }

        Flushed = _written;
    }

    /// <summary>SHA-256 of the flushed bytes.</summary>
    public byte[] Hash() => _hash.GetCurrentHash();

    /// <summary>Cuts off what was written but never confirmed, so that the file is what its hash says.</summary>
    public void CutToFlushed()
    {
        RandomAccess.SetLength(_handle, Flushed);
        RandomAccess.FlushToDisk(_handle);
        _written = Flushed;
    }

    public void Dispose()
    {
        _handle.Dispose();
        _hash.Dispose();
    }
}
