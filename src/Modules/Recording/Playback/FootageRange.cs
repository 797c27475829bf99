using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Platform.Web;

namespace Vedette.Recording.Playback;

/// <summary>The stretch of time a request asks for, UTC. From &lt; To, at most <see cref="Longest"/> apart.</summary>
internal readonly record struct FootageRange(DateTimeOffset From, DateTimeOffset To)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    // Far from where adding a day or a month overflows.
    private static readonly DateTimeOffset Earliest = new(1971, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Checks a range; what is not given is the last day.</summary>
    /// <returns>Null when it is right.</returns>
    public static ProblemHttpResult? Check(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now, out FootageRange range)
    {
        var errors = new Dictionary<string, string[]>();
        var end = (to ?? (from is { } start ? Min(Limited(start) + Usual, now) : now)).ToUniversalTime();
        var begin = (from ?? (Limited(end) - Usual)).ToUniversalTime();
        range = new FootageRange(begin, end);
        foreach (var (field, instant) in new[] { ("from", begin), ("to", end) })
        {
            if (instant < Earliest || instant > Latest)
            {
                errors[field] = ["The instant is too far away."];
            }
        }

        if (begin >= end)
        {
            errors["from"] = ["The start must be before the end."];
        }
        else if (end - begin > Longest)
        {
            errors["to"] = [$"At most {Longest.Days} days can be asked for at once."];
        }

        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    /// <summary>The part of the range that lies in the past.</summary>
    public FootageRange Until(DateTimeOffset now) => this with { To = Min(To, now) };

    private static DateTimeOffset Limited(DateTimeOffset instant) => instant < Earliest ? Earliest : Min(instant, Latest);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
