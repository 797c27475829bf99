using Vedette.Foundation;

namespace Vedette.Media.Rtp;

/// <summary>
/// How much faster the camera's clock runs than ours. The network only ever delays, so the earliest arrival of each window
/// tells the clock; the first window of the run is compared with the newest whole one.
/// </summary>
internal sealed class DriftMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    private DateTimeOffset _windowStart;
    private TimeSpan _least;            // arrival minus media time, the least of the window being filled
    private TimeSpan? _first;
    private DateTimeOffset _firstAt;

    /// <summary>Parts per million, positive where the camera's clock is fast; null during the first windows.</summary>
    public double? PartsPerMillion { get; private set; }

    /// <summary>Forgets all: media time begins anew, or was bridged.</summary>
    public void Start(DateTimeOffset arrival) => (_windowStart, _least, _first, PartsPerMillion) = (arrival, TimeSpan.MaxValue, null, null);

    /// <summary>Takes the arrival of the picture with media time <paramref name="ticks"/>.</summary>
    public void Take(long ticks, int clockRate, DateTimeOffset arrival)
    {
        var late = arrival - DateTimeOffset.UnixEpoch - MediaTime.ToTimeSpan(ticks, clockRate);
        _least = late < _least ? late : _least;
        if (arrival - _windowStart < Window)
        {
            return;
        }

        if (_first is not { } first)
        {
            (_first, _firstAt) = (_least, _windowStart);
        }
        else if ((_windowStart - _firstAt).TotalSeconds is > 0 and var apart)
        {
            PartsPerMillion = (first - _least).TotalSeconds / apart * 1_000_000;
        }

        (_windowStart, _least) = (arrival, TimeSpan.MaxValue);
    }
}
