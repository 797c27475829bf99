using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Platform.Web;

namespace Vedette.Recording.Coverage;

/// <summary>The days a request asks for, checked.</summary>
/// <param name="Zone">Whose days.</param>
/// <param name="Days">At most <see cref="FootageCoverage.MostDays"/>, none after today.</param>
internal sealed record CoverageRequest(TimeZoneInfo Zone, IReadOnlyList<LocalDay> Days)
{
    private const string DateFormat = "yyyy-MM-dd";
    private const int UsualDays = 30;
    private static readonly DateOnly Earliest = new(1971, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <summary>Checks a request; what is not given is UTC and the last thirty days.</summary>
    /// <returns>Null when it is right.</returns>
    public static ProblemHttpResult? Check(string? from, string? to, string? timeZone, DateTimeOffset now, out CoverageRequest request)
    {
        request = new CoverageRequest(TimeZoneInfo.Utc, []);
        if (LocalDays.FindZone(timeZone ?? "UTC") is not { } zone)
        {
            return Problem.Invalid("timeZone", "The time zone is a name of the IANA database, for example Europe/Berlin.");
        }

        var today = LocalDays.DateOf(zone, now);
        if (!TryRead(to, today, out var last) || !TryRead(from, last.AddDays(1 - UsualDays), out var first))
        {
            return Problem.Invalid(TryRead(to, today, out _) ? "from" : "to", "A day is written yyyy-MM-dd and lies between 1971 and 2200.");
        }

        if (first > last)
        {
            return Problem.Invalid("from", "The first day must not come after the last one.");
        }

        if (last.DayNumber - first.DayNumber >= FootageCoverage.MostDays)
        {
            return Problem.Invalid("to", $"At most {FootageCoverage.MostDays} days can be asked for at once.");
        }

        request = new CoverageRequest(zone, first > today ? [] : [.. LocalDays.Between(zone, first, last < today ? last : today)]);
        return null;
    }

    private static bool TryRead(string? text, DateOnly usual, out DateOnly day)
    {
        day = usual;
        return text is null
            || (DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day >= Earliest && day <= Latest);
    }
}
