using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Encryption;

/// <summary>
/// Keeps what was decrypted lately: a player asks for a segment piece by piece, and several players for the same one. Bounded; what
/// is in use stays readable when it falls out.
/// </summary>
internal sealed partial class DecryptedFootage(PlainFootage plain) : IDisposable
{
    private const long MostBytes = 256 << 20;
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC of fcntl(2)

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LinkedListNode<Kept>> _kept = [];
    private readonly LinkedList<Kept> _byUse = [];
    private long _bytes;

    /// <summary>The footage of a segment's open file, which is the caller's until this returns.</summary>
    /// <inheritdoc cref="PlainFootage.Open"/>
    public SafeFileHandle Open(Segment segment, SafeFileHandle stored)
    {
        if (segment.IsOpen || !OperatingSystem.IsLinux())
        {
            return plain.Open(SegmentName.Of(segment), stored);
        }

        if (Find(segment.Id) is { } known)
        {
            stored.Dispose();
            return known;
        }

        if (plain.Decrypt(SegmentName.Of(segment), stored) is not { } decrypted)
        {
            return stored;
        }

        stored.Dispose();
        return Keep(segment.Id, decrypted);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var kept in _byUse)
            {
                kept.File.Dispose();
            }

            _byUse.Clear();
            _kept.Clear();
        }
    }

    private SafeFileHandle? Find(Guid id)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(id, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return Duplicate(node.Value.File);
        }
    }

    private SafeFileHandle Keep(Guid id, SafeFileHandle decrypted)
    {
        var length = RandomAccess.GetLength(decrypted);
        lock (_gate)
        {
            if (length > MostBytes / 4 || _kept.ContainsKey(id))
            {
                return decrypted;
            }

            var duplicate = Duplicate(decrypted);
            _kept[id] = _byUse.AddFirst(new Kept(id, decrypted, length));
            _bytes += length;
            while (_bytes > MostBytes)
            {
                Drop(_byUse.Last!.Value);
            }

            return duplicate;
        }
    }

    private void Drop(Kept oldest)
    {
        _ = _kept.Remove(oldest.Id);
        _byUse.RemoveLast();
        _bytes -= oldest.Length;
        oldest.File.Dispose();
    }

    private static SafeFileHandle Duplicate(SafeFileHandle file)
    {
        var descriptor = Control(file, DuplicateCloseOnExec, 0);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"A file in memory could not be opened twice (error {Marshal.GetLastPInvokeError()}).");
    }

    // int fcntl(int, int, ...): the third argument travels in the same register as a fixed one on the platforms .NET runs Linux on.
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int argument);

    private sealed record Kept(Guid Id, SafeFileHandle File, long Length);
}
