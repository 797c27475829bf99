using System.Text.RegularExpressions;

namespace Vedette.Recording.Coverage;

/// <summary>Days of a time zone as stretches of UTC.</summary>
internal static partial class LocalDays
{
    // No place is further from UTC than this.
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(27);

    /// <summary>Finds a zone by its name in the IANA database; null for any other word.</summary>
    public static TimeZoneInfo? FindZone(string name) =>
        name.Length <= 64 && IanaName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>The days from <paramref name="first"/> to <paramref name="last"/>, both included. Each ends where the next begins.</summary>
    public static IEnumerable<LocalDay> Between(TimeZoneInfo zone, DateOnly first, DateOnly last)
    {
        var start = StartOf(zone, first);
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var end = StartOf(zone, date.AddDays(1));
            yield return new LocalDay(date, start, end);
            start = end;
        }
    }

    /// <summary>The date of an instant there.</summary>
    public static DateOnly DateOf(TimeZoneInfo zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>
    /// The instant, to the second, from which on calendars there show this date or a later one. Midnight may not exist, or
    /// exist twice; asking what the calendar shows is right in every case.
    /// </summary>
    private static DateTimeOffset StartOf(TimeZoneInfo zone, DateOnly date)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (before, from) = (midnight - Furthest, midnight + Furthest);
        while (from - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + TimeSpan.FromSeconds((long)(from - before).TotalSeconds / 2);
            if (DateOf(zone, middle) >= date)
            {
                from = middle;
            }
            else
            {
                before = middle;
            }
        }

        return from;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,3}$")]
    private static partial Regex IanaName();
}
