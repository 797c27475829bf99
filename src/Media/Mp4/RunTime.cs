namespace Vedette.Media.Mp4;

/// <summary>The one rounding by which a moment of a run is put on the clock of another track, so that there and back fit.</summary>
internal static class RunTime
{
    /// <summary>Rounds towards earlier.</summary>
    public static long Convert(long ticks, int fromRate, int toRate)
    {
        if (fromRate == toRate)
        {
            return ticks;
        }

        var product = (Int128)ticks * toRate;
        var quotient = product / fromRate;
        return (long)(product < 0 && quotient * fromRate != product ? quotient - 1 : quotient);
    }

    /// <summary>Rounds towards later.</summary>
    public static long ConvertUp(long ticks, int fromRate, int toRate) => -Convert(-ticks, fromRate, toRate);
}
