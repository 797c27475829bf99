using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Disks;

/// <summary>
/// Everything that changes something on a volume. What was written counts only when it was flushed: a power cut may undo
/// any of the rest, in any order. That is why there is one door: a test can stand in it and cut the power anywhere.
/// </summary>
/// <remarks>
/// Belongs here: operations of a file system that change it. Does not: reading, which anybody does directly; policy.
/// All of them throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the disk refuses.
/// </remarks>
internal interface IDisk
{
    /// <summary>Creates one directory below an existing one; its entry is durable when the parent was flushed.</summary>
    void CreateDirectory(string path);

    /// <summary>Creates a file that must not exist.</summary>
    SafeFileHandle Create(string path);

    /// <summary>Opens a file that must exist, to read and to write it.</summary>
    SafeFileHandle Open(string path);

    void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset);

    void SetLength(SafeFileHandle file, long length);

    /// <summary>Makes the file's bytes and length durable, not its entry in the directory.</summary>
    void Flush(SafeFileHandle file);

    /// <summary>Makes the entries of a directory durable: files and directories that are new, renamed or gone.</summary>
    void FlushDirectory(string path);

    /// <summary>
    /// A handle to flush the whole file system of a volume by one call; null where no such call can be trusted and every
    /// file has to be flushed by itself.
    /// </summary>
    SafeFileHandle? OpenVolume(string root);

    /// <summary>Makes everything on the volume's file system durable. Throws when any file of it lost a write since the last time.</summary>
    void FlushVolume(SafeFileHandle volume);

    /// <summary>
    /// The file's bytes leave memory: footage nobody reads soon would push everything else out of the page cache. Advice; nothing happens
    /// for null, or where it cannot be followed.
    /// </summary>
    void LetGo(string? path)
    {
    }

    /// <summary>Renames a file, replacing what has that name.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; none there is no fault.</summary>
    void Delete(string path);

    /// <summary>Deletes a directory and what is in it.</summary>
    void DeleteDirectory(string path);
}
