namespace Vedette.Media.Mp4;

/// <summary>
/// NTP time stamps in 64 bits (RFC 5905 section 6): seconds since 1900 and a binary fraction. A clear first bit means the
/// era that starts in 2036 (RFC 4330 section 3).
/// </summary>
internal static class NtpTime
{
    private const ulong SecondsPerEra = 1UL << 32;

    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ulong From(DateTimeOffset instant)
    {
        var ticks = (UInt128)Math.Max(0, (instant - Epoch).Ticks);
        return (ulong)(((ticks << 32) + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond);
    }

    public static DateTimeOffset ToInstant(ulong ntp)
    {
        var seconds = ntp >> 32;
        seconds += seconds < 1UL << 31 ? SecondsPerEra : 0;
        var fraction = (((ntp & uint.MaxValue) * TimeSpan.TicksPerSecond) + (1UL << 31)) >> 32;
        return Epoch.AddTicks((long)((seconds * TimeSpan.TicksPerSecond) + fraction));
    }
}
