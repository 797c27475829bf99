namespace Vedette.Media.Codecs;

/// <summary>The parameter sets of one kind, by id. Costs nothing as long as the camera repeats itself; only a set that differs is kept as a new copy.</summary>
internal sealed class KeptSets
{
    /// <summary>No real set is longer.</summary>
    public const int MaxBytes = 4096;

    private const int MaxKept = 32;

    private readonly SortedDictionary<int, byte[]> _sets = [];
    private bool _hasChanged;

    public int Count => _sets.Count;

    /// <summary>In order of their ids.</summary>
    public IReadOnlyCollection<byte[]> All => _sets.Values;

    /// <summary>Keeps a set and gives what is kept: the same array as long as its bytes are the same. Null when there are too many.</summary>
    public byte[]? Keep(int id, ReadOnlySpan<byte> nal)
    {
        if (_sets.TryGetValue(id, out var known))
        {
            if (nal.SequenceEqual(known))
            {
                return known;
            }
        }
        else if (_sets.Count == MaxKept)
        {
            return null;
        }

        _hasChanged = true;
        return _sets[id] = nal.ToArray();
    }

    /// <summary>Whether something came that was not known, since this was last asked.</summary>
    public bool TakeChange()
    {
        var changed = _hasChanged;
        _hasChanged = false;
        return changed;
    }
}
