using Vedette.Foundation;

namespace Vedette.Media.Rtp;

/// <summary>
/// The wall time of a run: the first unit's is its arrival, later ones advance with the camera's clock, drawn towards
/// arrival by at most <see cref="MaxSlew"/>, so that jitter of the network does not show, drift of a cheap quartz does not
/// add up, and a step of our own clock moves nothing within the run.
/// </summary>
internal sealed class WallClock
{
    /// <summary>Parts per million of the media time gone by.</summary>
    public const int MaxSlew = 500;

    private DateTimeOffset _start;
    private TimeSpan _newest;
    private TimeSpan _correction;

    /// <summary>Starts a run: media time zero is at <paramref name="start"/>.</summary>
    public void Start(DateTimeOffset start) => (_start, _newest, _correction) = (start, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Wall time of a media time of any track.</summary>
    public DateTimeOffset At(long ticks, int clockRate) => _start + MediaTime.ToTimeSpan(ticks, clockRate) + _correction;

    /// <summary>Compares with the arrival of the picture at <paramref name="ticks"/>.</summary>
    public void Slew(long ticks, int clockRate, DateTimeOffset arrival)
    {
        var passed = MediaTime.ToTimeSpan(ticks, clockRate) - _newest;
        if (passed > TimeSpan.Zero)
        {
            _newest += passed;
            var most = passed.Ticks * MaxSlew / 1_000_000;
            _correction += TimeSpan.FromTicks(Math.Clamp((arrival - At(ticks, clockRate)).Ticks, -most, most));
        }
    }
}
