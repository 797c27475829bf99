namespace Vedette.Media.Ts;

/// <summary>Unwraps the 33-bit times of a program: its streams share one clock, which starts over every 26.5 hours.</summary>
internal sealed class TsTime
{
    private const long Period = 1L << 33;

    private long? _last;

    /// <summary>The time nearest to the one before.</summary>
    public long Unwrap(long time)
    {
        if (_last is { } last)
        {
            var step = (time - last) & (Period - 1);
            time = last + (step < Period / 2 ? step : step - Period);
        }

        _last = time;
        return time;
    }
}
