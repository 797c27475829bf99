using Vedette.Foundation;

namespace Vedette.Media.Rtp;

/// <summary>
/// A track's media time since the start of the run, unwrapped from RTP's 32 bits, and kept sane: what a camera's clock does
/// not share with the arrival of its pictures is not believed.
/// </summary>
/// <remarks>
/// Two steps are told apart. A small one (back by more than reordering explains, or standing still) is bridged: media time
/// goes on by as much as arrival did. One beyond <see cref="MaxDisagreement"/> is bridged as well, and <see cref="IsSplitDue"/>
/// asks for a new run at the next key unit, so that nothing is lost and no segment lasts for days.
/// </remarks>
/// <param name="clockRate">RTP ticks per second.</param>
internal sealed class TrackClock(int clockRate)
{
    /// <summary>How far the camera's clock and arrival may part before a new run is due.</summary>
    public static readonly TimeSpan MaxDisagreement = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MaxReordering = TimeSpan.FromSeconds(2);

    // A clock that stands still is noticed when arrival is that far ahead: longer than the wait between two reads of a socket.
    private static readonly TimeSpan StandstillTolerance = TimeSpan.FromMilliseconds(250);

    private uint _timestamp;
    private DateTimeOffset _arrival;
    private DateTimeOffset _zero;

    /// <summary>Media time of the last unit in ticks since the run's start.</summary>
    public long Ticks { get; private set; }

    /// <summary>Whether the run should end before the next key unit.</summary>
    public bool IsSplitDue { get; private set; }

    /// <summary>How often a step of the camera's clock was bridged.</summary>
    public long Jumps { get; private set; }

    /// <summary>Starts a run with a unit.</summary>
    /// <param name="timestamp">Its RTP time.</param>
    /// <param name="arrival">When it arrived.</param>
    /// <param name="ticks">The media time it is to have, at least 0.</param>
    public void Start(uint timestamp, DateTimeOffset arrival, long ticks)
    {
        (_timestamp, _arrival, Ticks) = (timestamp, arrival, ticks);
        _zero = arrival - MediaTime.ToTimeSpan(ticks, clockRate);
        IsSplitDue = false;
    }

    /// <summary>Media time of a unit in ticks since the run's start. Goes back where pictures come in another order than they are shown.</summary>
    public long Read(uint timestamp, DateTimeOffset arrival)
    {
        var step = (long)(int)(timestamp - _timestamp);
        var length = MediaTime.ToTimeSpan(step, clockRate);
        var waited = arrival - _arrival;
        if (length < -MaxReordering || (length - waited).Duration() > MaxDisagreement)
        {
            IsSplitDue |= (length - waited).Duration() > MaxDisagreement;
            Jumps++;
            step = MediaTime.FromTimeSpan(waited < TimeSpan.Zero || waited > MaxDisagreement ? TimeSpan.Zero : waited, clockRate);
        }
        else if (step == 0 && arrival - Expected() is var behind && behind > StandstillTolerance && behind < MaxDisagreement)
        {
            step = MediaTime.FromTimeSpan(behind, clockRate);
        }

        (_timestamp, _arrival) = (timestamp, arrival);
        Ticks = Math.Max(0, Ticks + step);
        IsSplitDue |= (arrival - Expected()).Duration() > MaxDisagreement;
        return Ticks;
    }

    /// <summary>Moves media time by <paramref name="ticks"/>: another clock knows better where this track lies.</summary>
    public void Shift(long ticks)
    {
        Ticks += ticks;
        _zero -= MediaTime.ToTimeSpan(ticks, clockRate);
    }

    /// <summary>When the last unit should have arrived, had the camera's clock and ours run alike since the run's start.</summary>
    private DateTimeOffset Expected() => _zero + MediaTime.ToTimeSpan(Ticks, clockRate);
}
