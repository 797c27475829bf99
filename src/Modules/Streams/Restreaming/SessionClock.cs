using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Streams.Restreaming;

/// <summary>
/// Lays the runs of a feed behind one another on one client's clock: media time begins anew when a camera comes back, a client's
/// must not. Runs lie as far apart as their wall times, so that an outage is a stretch without pictures.
/// </summary>
internal sealed class SessionClock
{
    // Between the last unit of a run and the first of the next, when the wall time says less.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(40);

    private Run? _first;
    private Run? _run;
    private TimeSpan _shift;
    private TimeSpan _newest;

    /// <summary>Time of a unit's presentation since the first run began, in ticks of its track's clock.</summary>
    public long TicksOf(in UnitHeader header, int clockRate)
    {
        var ticks = header.DecodeTicks + header.CompositionTicks;
        var own = MediaTime.ToTimeSpan(ticks, clockRate);
        if (!ReferenceEquals(header.Run, _run))
        {
            _first ??= header.Run;
            _shift = header.Run.StartedAt - _first.StartedAt;
            if (_run is not null && _shift + own < _newest + Least)
            {
                _shift = _newest + Least - own;
            }

            _run = header.Run;
        }

        _newest = _shift + own > _newest ? _shift + own : _newest;
        return ticks + MediaTime.FromTimeSpan(_shift, clockRate);
    }
}
