namespace Vedette.Media.Rtp;

/// <summary>
/// Decoding times for pictures that come in decoding order with presentation times. With a reordering depth of n the
/// decoding time of a picture is the (n+1)-th largest presentation time so far; before the first picture, times in even
/// steps are assumed. With depth 0, the rule at cameras, both times are the same.
/// </summary>
/// <remarks>A camera that reorders without having said so is found out by a presentation time before all that are remembered.</remarks>
internal sealed class DecodeClock
{
    /// <summary>No stream reorders deeper (ITU-T H.264 section A.3.1).</summary>
    public const int MaxDepth = 16;

    // Invariant: _recent[0.._depth] is ascending.
    private readonly long[] _recent = new long[MaxDepth + 1];
    private int _depth;
    private long _last;

    /// <summary>The depth in use.</summary>
    public int Depth => _depth;

    /// <summary>Starts a run; gives the presentation time the first picture is to have, so that its decoding time is 0.</summary>
    /// <param name="depth">Reordering depth, 0 to 16.</param>
    /// <param name="pictureTicks">Usual distance of two pictures.</param>
    public long Start(int depth, long pictureTicks)
    {
        _depth = Math.Min(depth, MaxDepth);
        for (var at = 0; at <= _depth; at++)
        {
            // The first call of Next takes the place of the lowest: one step more than there are pictures before the first.
            _recent[at] = (at - 1) * pictureTicks;
        }

        _last = 0;
        return _depth * pictureTicks;
    }

    /// <summary>Decoding time of the next picture: never before the one before, and never after its presentation if that can be.</summary>
    public long Next(long presentation)
    {
        if (presentation < _recent[0] && _depth < MaxDepth)
        {
            // One more picture was passed than thought possible.
            Array.Copy(_recent, 0, _recent, 1, _depth + 1);
            _recent[0] = presentation;
            _depth++;
        }

        var at = 0;
        for (; at < _depth && _recent[at + 1] < presentation; at++)
        {
            _recent[at] = _recent[at + 1];
        }

        _recent[at] = presentation;
        _last = Math.Max(_last, _recent[0]);
        return _last;
    }
}
