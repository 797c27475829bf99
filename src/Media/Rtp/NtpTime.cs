namespace Vedette.Media.Rtp;

/// <summary>NTP timestamps: seconds since 1900 in 32.32 fixed point (RFC 5905 section 6). Read within the era that ends in 2036 or the next.</summary>
public static class NtpTime
{
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The NTP timestamp of an instant.</summary>
    public static ulong From(DateTimeOffset instant) =>
        (ulong)((((Int128)(instant - Epoch).Ticks << 32) / TimeSpan.TicksPerSecond) & ulong.MaxValue);

    /// <summary>The instant of an NTP timestamp; a clear top bit means the era from 2036 (RFC 4330 section 3).</summary>
    public static DateTimeOffset ToInstant(ulong ntp)
    {
        var seconds = (long)(ntp >> 32);
        var era = (ntp >> 63) == 0 ? 1L << 32 : 0;
        var fraction = (long)(((ntp & uint.MaxValue) * (ulong)TimeSpan.TicksPerSecond) >> 32);
        return Epoch.AddTicks(((seconds + era) * TimeSpan.TicksPerSecond) + fraction);
    }
}
