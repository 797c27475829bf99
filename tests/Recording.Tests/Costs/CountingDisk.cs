using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Tests.Costs;

/// <summary>A disk that counts what is asked of it, and allocates nothing for that. Flushes cost nothing.</summary>
internal sealed class CountingDisk : IDisk
{
    private int _writes;
    private int _creations;
    private int _flushes;
    private int _volumeFlushes;
    private int _others;

    /// <summary>Calls that wrote bytes.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Files and directories created.</summary>
    public int Creations => Volatile.Read(ref _creations);

    /// <summary>Flushes of one file or directory.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    /// <summary>Flushes of the whole volume.</summary>
    public int VolumeFlushes => Volatile.Read(ref _volumeFlushes);

    /// <summary>Everything else: opened, cut, renamed, deleted.</summary>
    public int Others => Volatile.Read(ref _others);

    public void CreateDirectory(string path)
    {
        Interlocked.Increment(ref _creations);
        LocalDisk.Instance.CreateDirectory(path);
    }

    public SafeFileHandle Create(string path)
    {
        Interlocked.Increment(ref _creations);
        return LocalDisk.Instance.Create(path);
    }

    public SafeFileHandle Open(string path)
    {
        Interlocked.Increment(ref _others);
        return LocalDisk.Instance.Open(path);
    }

    public void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        Interlocked.Increment(ref _writes);
        LocalDisk.Instance.Write(file, parts, offset);
    }

    public void SetLength(SafeFileHandle file, long length)
    {
        Interlocked.Increment(ref _others);
        LocalDisk.Instance.SetLength(file, length);
    }

    public void Flush(SafeFileHandle file) => Interlocked.Increment(ref _flushes);

    public void FlushDirectory(string path) => Interlocked.Increment(ref _flushes);

    public SafeFileHandle OpenVolume(string root) => new(-1, ownsHandle: false);

    public void FlushVolume(SafeFileHandle volume) => Interlocked.Increment(ref _volumeFlushes);

    public void Rename(string from, string to)
    {
        Interlocked.Increment(ref _others);
        LocalDisk.Instance.Rename(from, to);
    }

    public void Delete(string path)
    {
        Interlocked.Increment(ref _others);
        LocalDisk.Instance.Delete(path);
    }

    public void DeleteDirectory(string path)
    {
        Interlocked.Increment(ref _others);
        LocalDisk.Instance.DeleteDirectory(path);
    }
}
