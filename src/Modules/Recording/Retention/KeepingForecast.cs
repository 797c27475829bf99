using Vedette.Recording.Settings;

namespace Vedette.Recording.Retention;

/// <summary>One camera's footage of one class in a forecast.</summary>
/// <param name="Level">The place of its class: 0 goes first.</param>
/// <param name="BytesPerDay">How much of it is written.</param>
/// <param name="Time">How long it is kept by its policy.</param>
internal sealed record ForecastShare(int Level, double BytesPerDay, KeepingTime Time);

/// <summary>
/// How long footage stays when a volume's cameras go on as they do. Every class is as old as its policies let it become, or
/// as the room lets it: the lowest class gives way first, down to its minimum, then the next.
/// </summary>
internal sealed class KeepingForecast
{
    /// <summary>Footage without a maximum is reckoned with for a year.</summary>
    public const double Horizon = 365;

    private readonly double[] _days = [Horizon, Horizon, Horizon];

    /// <param name="shares">Everything that is written to the volume.</param>
    /// <param name="room">Bytes of footage there is room for, without what is held.</param>
    public KeepingForecast(IReadOnlyList<ForecastShare> shares, double room)
    {
        Fits = Total(shares, _days) <= room;
        for (var level = 0; level < _days.Length && Total(shares, _days) > room; level++)
        {
            _days[level] = 0;
            if (Total(shares, _days) <= room)
            {
                _days[level] = Longest(days => Total(shares, With(level, days)) <= room);
            }
        }

        KeepsMinimums = Total(shares, _days) <= room;
        Promised = KeepsMinimums
            ? Horizon
            : Longest(days => shares.Sum(share => share.BytesPerDay * Math.Min(days, share.Time.MinDays)) <= room);
    }

    /// <summary>Whether nothing ever goes before its maximum.</summary>
    public bool Fits { get; }

    /// <summary>Whether there is room for every minimum.</summary>
    public bool KeepsMinimums { get; }

    /// <summary>When not, for how many days of each minimum there is.</summary>
    public double Promised { get; }

    /// <summary>For how many days such footage stays; a year at most.</summary>
    public double DaysOf(int level, KeepingTime time) => KeepsMinimums ? Kept(time, _days[level]) : Math.Min(time.MinDays, Promised);

    private double[] With(int level, double days)
    {
        double[] changed = [.. _days];
        changed[level] = days;
        return changed;
    }

    private static double Total(IReadOnlyList<ForecastShare> shares, double[] days) =>
        shares.Sum(share => share.BytesPerDay * Kept(share.Time, days[share.Level]));

    private static double Kept(KeepingTime time, double days) =>
        Math.Clamp(days, Math.Min(time.MinDays, Horizon), Math.Min(time.MaxDays ?? Horizon, Horizon));

    private static double Longest(Func<double, bool> fits)
    {
        var (low, high) = (0d, Horizon);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = fits(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
