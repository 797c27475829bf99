using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>A real disk that notes everything done to it, and what was known to the world before each operation. Flushes cost nothing.</summary>
/// <param name="flushesVolumes">Whether it takes one flush for a whole volume.</param>
internal sealed class TracedDisk(bool flushesVolumes) : IDisk
{
    private readonly Lock _gate = new();
    private readonly List<(DiskOperation Operation, object? Known)> _trace = [];
    private readonly Dictionary<string, int> _files = [];
    private readonly Dictionary<SafeFileHandle, int> _open = [];

    /// <summary>Asked before each operation: what has been said to be recorded so far.</summary>
    public Func<object?> Observe { get; set; } = () => null;

    /// <summary>How many of the next flushes fail, as a dying disk's do.</summary>
    public int Refusals { get; set; }

    public IReadOnlyList<(DiskOperation Operation, object? Known)> Trace
    {
        get
        {
            lock (_gate)
            {
                return [.. _trace];
            }
        }
    }

    public void CreateDirectory(string path)
    {
        Note(new DiskOperation.NewDirectory(path));
        LocalDisk.Instance.CreateDirectory(path);
    }

    public SafeFileHandle Create(string path)
    {
        lock (_gate)
        {
            var handle = LocalDisk.Instance.Create(path);
            var file = _trace.Count;
            Note(new DiskOperation.NewFile(path, file));
            (_files[path], _open[handle]) = (file, file);
            return handle;
        }
    }

    public SafeFileHandle Open(string path)
    {
        lock (_gate)
        {
            var handle = LocalDisk.Instance.Open(path);
            _open[handle] = _files[path];
            return handle;
        }
    }

    /// <summary>Takes what lies below a directory as durable, as it is after a start.</summary>
    public void Adopt(string directory)
    {
        foreach (var below in Directory.EnumerateDirectories(directory, "*", SearchOption.AllDirectories).OrderBy(path => path.Length))
        {
            Note(new DiskOperation.NewDirectory(below));
        }

        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            var file = _files[path] = _trace.Count;
            Note(new DiskOperation.NewFile(path, file));
            Note(new DiskOperation.Write(file, 0, File.ReadAllBytes(path)));
        }

        Note(new DiskOperation.FlushVolume());
    }

    public void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        Note(new DiskOperation.Write(FileOf(file), offset, [.. parts.SelectMany(part => part.ToArray())]));
        LocalDisk.Instance.Write(file, parts, offset);
    }

    public void SetLength(SafeFileHandle file, long length)
    {
        Note(new DiskOperation.Length(FileOf(file), length));
        LocalDisk.Instance.SetLength(file, length);
    }

    public void Flush(SafeFileHandle file) => NoteFlush(new DiskOperation.Flush(FileOf(file)));

    public void FlushDirectory(string path) => NoteFlush(new DiskOperation.FlushDirectory(path));

    public SafeFileHandle? OpenVolume(string root) => flushesVolumes ? new SafeFileHandle(-1, ownsHandle: false) : null;

    public void FlushVolume(SafeFileHandle volume) => NoteFlush(new DiskOperation.FlushVolume());

    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            Note(new DiskOperation.Rename(from, to));
            LocalDisk.Instance.Rename(from, to);
            if (_files.Remove(from, out var file))
            {
                _files[to] = file;
            }
        }
    }

    public void Delete(string path)
    {
        Note(new DiskOperation.Delete(path));
        LocalDisk.Instance.Delete(path);
    }

    public void DeleteDirectory(string path)
    {
        Note(new DiskOperation.DeleteDirectory(path));
        LocalDisk.Instance.DeleteDirectory(path);
    }

    private int FileOf(SafeFileHandle handle)
    {
        lock (_gate)
        {
            return _open[handle];
        }
    }

    private void Note(DiskOperation operation)
    {
        lock (_gate)
        {
            _trace.Add((operation, Observe()));
        }
    }

    private void NoteFlush(DiskOperation flush)
    {
        lock (_gate)
        {
            if (Refusals > 0)
            {
                Refusals--;
                throw new IOException("Input/output error", 5);
            }

            Note(flush);
        }
    }
}
