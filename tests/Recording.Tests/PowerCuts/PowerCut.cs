namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>
/// Lays out what a disk may hold when the power goes: everything that was flushed, and of the rest anything. Directory
/// entries are there or not each for itself; of a write any sectors arrived, and the length may be ahead of them.
/// </summary>
/// <remarks>No more pessimistic than POSIX allows: what a flush covered is there, a sector is written whole or not at all.</remarks>
internal sealed class PowerCut
{
    private const int Sector = 512;

    private readonly IReadOnlyList<DiskOperation> _operations;
    private readonly Random _random;
    private readonly Dictionary<string, int?> _tree = [];
    private readonly Dictionary<int, MemoryStream> _contents = [];

    /// <summary>Cuts the power after <paramref name="operations"/>, some of which may still have been under way.</summary>
    public PowerCut(IReadOnlyList<DiskOperation> operations, Random random)
    {
        (_operations, _random) = (operations, random);
        for (var at = 0; at < operations.Count; at++)
        {
            Replay(at, operations[at]);
        }
    }

    /// <summary>Writes it down below <paramref name="to"/>, where nothing is but the root and what was there at the start.</summary>
    public void LayOut(string from, string to)
    {
        foreach (var (path, file) in _tree.OrderBy(entry => entry.Key.Length))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            if (file is { } number)
            {
                File.WriteAllBytes(target, _contents[number].ToArray());
            }
            else
            {
                _ = Directory.CreateDirectory(target);
            }
        }
    }

    private void Replay(int at, DiskOperation operation)
    {
        switch (operation)
        {
            case DiskOperation.NewDirectory made when HasParent(made.Path) && Stayed(at, made.Path):
                _tree[made.Path] = null;
                break;
            case DiskOperation.NewFile made:
                _contents[made.File] = new MemoryStream();
                if (HasParent(made.Path) && Stayed(at, made.Path))
                {
                    _tree[made.Path] = made.File;
                }

                break;
            case DiskOperation.Write written:
                Write(written, IsFlushed(at, written.File));
                break;
            case DiskOperation.Length cut when IsFlushed(at, cut.File) || Luck():
                _contents[cut.File].SetLength(cut.To);
                break;
            case DiskOperation.Rename renamed when _tree.ContainsKey(renamed.From) && Stayed(at, renamed.To):
                _tree[renamed.To] = _tree[renamed.From];
                _ = _tree.Remove(renamed.From);
                break;
            case DiskOperation.Delete gone when Stayed(at, gone.Path):
                _ = _tree.Remove(gone.Path);
                break;
            case DiskOperation.DeleteDirectory gone when Stayed(at, gone.Path):
                foreach (var below in _tree.Keys.Where(path => path == gone.Path || path.StartsWith(gone.Path + '/', StringComparison.Ordinal)).ToList())
                {
                    _ = _tree.Remove(below);
                }

                break;
        }
    }

    /// <summary>The segments' root was there before anything was recorded.</summary>
    private bool HasParent(string path) =>
        Path.GetDirectoryName(path) is { } parent && (_tree.ContainsKey(parent) || Path.GetFileName(parent) == "segments");

    private void Write(DiskOperation.Write written, bool whole)
    {
        var content = _contents[written.File];
        var kind = whole ? 1 : _random.Next(4);
        if (kind == 0)
        {
            return; // nothing of it arrived
        }

        var end = written.Offset + written.Bytes.Length;
        var reach = kind == 2 ? written.Offset + (_random.NextInt64(written.Bytes.Length) / Sector * Sector) : end;
        for (var from = written.Offset; from < reach;)
        {
            var to = Math.Min(reach, ((from / Sector) + 1) * Sector);
            if (kind != 3 || Luck())
            {
                content.Position = from;
                content.Write(written.Bytes, (int)(from - written.Offset), (int)(to - from));
            }

            from = to;
        }

        if (kind == 3 && content.Length < end)
        {
            content.SetLength(end); // zeros where no sector arrived
        }
    }

    private bool Stayed(int at, string path) =>
        IsFollowedBy(at, flush => flush is DiskOperation.FlushDirectory directory && directory.Path == Path.GetDirectoryName(path)) || Luck();

    private bool IsFlushed(int at, int file) => IsFollowedBy(at, flush => flush is DiskOperation.Flush flushed && flushed.File == file);

    private bool IsFollowedBy(int at, Func<DiskOperation, bool> covers)
    {
        for (var later = at + 1; later < _operations.Count; later++)
        {
            if (_operations[later] is DiskOperation.FlushVolume || covers(_operations[later]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Luck() => _random.Next(2) == 0;
}
