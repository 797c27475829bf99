namespace Vedette.Foundation;

/// <summary>
/// A point on a track's own clock, counted in ticks of <see cref="ClockRate"/> per second and already unwrapped from
/// RTP's 32 bits (RFC 3550 section 5.1).
/// </summary>
/// <remarks>Never comparable across tracks: convert to wall time first.</remarks>
/// <param name="Ticks">Ticks since an arbitrary zero.</param>
/// <param name="ClockRate">Ticks per second, for example 90 000.</param>
public readonly record struct MediaTime(long Ticks, int ClockRate)
{
    /// <summary>Time elapsed since <paramref name="earlier"/> on the same clock.</summary>
    /// <exception cref="ArgumentException">The two times are of different clocks.</exception>
    public TimeSpan Since(MediaTime earlier) =>
        earlier.ClockRate == ClockRate
            ? ToTimeSpan(Ticks - earlier.Ticks, ClockRate)
            : throw new ArgumentException("Times of two different clocks cannot be subtracted.", nameof(earlier));

    /// <summary>The length of <paramref name="ticks"/> at <paramref name="clockRate"/>.</summary>
    public static TimeSpan ToTimeSpan(long ticks, int clockRate) =>
        TimeSpan.FromTicks((long)((Int128)ticks * TimeSpan.TicksPerSecond / clockRate));

    /// <summary>How many ticks of <paramref name="clockRate"/> fit into <paramref name="length"/>.</summary>
    public static long FromTimeSpan(TimeSpan length, int clockRate) =>
        (long)((Int128)length.Ticks * clockRate / TimeSpan.TicksPerSecond);
}
