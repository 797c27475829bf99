namespace Vedette.Recording.Verifying;

/// <summary>Ranges of bytes, those that touch taken together. Added in order.</summary>
internal sealed class AlteredRanges
{
    private readonly List<(long First, long Last)> _ranges = [];

    public IReadOnlyList<(long First, long Last)> All => _ranges;

    public void Add(long first, long last)
    {
        if (_ranges.Count > 0 && _ranges[^1].Last == first - 1)
        {
            _ranges[^1] = (_ranges[^1].First, last);
        }
        else
        {
            _ranges.Add((first, last));
        }
    }
}
