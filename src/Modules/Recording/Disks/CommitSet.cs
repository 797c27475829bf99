using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Disks;

/// <summary>What one writer changed since the last commit, and whether the disk made it durable.</summary>
/// <remarks>Belongs to one thread at a time: its writer's, and while that waits for a commit, the one that commits.</remarks>
internal sealed class CommitSet
{
    private readonly HashSet<SafeFileHandle> _files = [];
    private readonly HashSet<SafeFileHandle> _closing = [];
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private IOException? _refusal;
    private bool _isDurable;

    public bool IsEmpty => Count == 0;

    /// <summary>How many flushes it takes when each is made by itself.</summary>
    public int Count => _files.Count + _directories.Count;

    /// <summary>Notes a file that was written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="close">Whether nobody needs the handle afterwards.</param>
    public void Add(SafeFileHandle file, bool close = false)
    {
        _ = _files.Add(file);
        if (close)
        {
            _ = _closing.Add(file);
        }
    }

    /// <summary>Notes a directory that got or lost an entry.</summary>
    public void AddDirectory(string path) => _directories.Add(path);

    /// <summary>Forgets a file that was given up.</summary>
    public void Remove(SafeFileHandle file) => _files.Remove(file);

    /// <summary>
    /// Flushes each by itself. A refusal counts for the whole set, and it is final: what the system could not write it may
    /// have dropped, so that a second flush would succeed and mean nothing.
    /// </summary>
    public void FlushEach(IDisk disk)
    {
        foreach (var file in _files)
        {
            Try(() => disk.Flush(file));
        }

        foreach (var directory in _directories)
        {
            Try(() => disk.FlushDirectory(directory));
        }

        _isDurable = _refusal is null;
    }

    /// <summary>All of it became durable by a flush of the whole volume.</summary>
    public void Confirm() => _isDurable = true;

    /// <summary>Empties the set and says what the disk answered: null when all of it is durable.</summary>
    public IOException? Take()
    {
        var refusal = IsEmpty || _isDurable ? null : _refusal ?? new IOException("The volume was not flushed.");
        foreach (var file in _closing)
        {
            file.Dispose();
        }

        _closing.Clear();
        _files.Clear();
        _directories.Clear();
        (_refusal, _isDurable) = (null, false);
        return refusal;
    }

    private void Try(Action flush)
    {
        try
        {
            flush();
        }
        catch (IOException refused)
        {
            _refusal ??= refused;
        }
    }
}
