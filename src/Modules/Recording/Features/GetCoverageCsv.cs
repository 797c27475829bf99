using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Coverage;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>The coverage of days as a table for spreadsheets: a row for each camera and day, a column for each cause, in seconds.</summary>
internal static class GetCoverageCsv
{
    private static readonly GapCause[] Causes = Enum.GetValues<GapCause>();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/coverage.csv", Handle)
            .RequireRight(Right.Playback)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithName("GetCoverageCsv");

    private static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        string? from,
        string? to,
        string? timeZone,
        string? cameraIds,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        FootageCoverage coverage,
        TimeProvider time)
    {
        if (CoverageRequest.Check(from, to, timeZone, time.GetUtcNow(), out var request) is { } wrong)
        {
            return wrong;
        }

        if (Find(roster, caller.Reach(Right.Playback), cameraIds) is not { } cameras)
        {
            return Problem.Invalid("cameraIds", "Camera ids are UUIDs of cameras there are, with commas between them.");
        }

        context.Response.Headers.CacheControl = "no-store";
        var name = request.Days.Count == 0 ? "coverage.csv" : $"coverage-{Text(request.Days[0].Date)}-{Text(request.Days[^1].Date)}.csv";
        return TypedResults.Stream(output => WriteAsync(output, cameras, request, coverage, context.RequestAborted), CsvText.MimeType, name);
    }

    private static async Task WriteAsync(
        Stream output, IReadOnlyList<RosterCamera> cameras, CoverageRequest request, FootageCoverage coverage, CancellationToken cancellation)
    {
        await WriteAsync(output, Header(), cancellation);
        foreach (var camera in cameras)
        {
            foreach (var day in await coverage.OfAsync(camera, request.Days, cancellation))
            {
                await WriteAsync(output, Row(camera, day, request), cancellation);
            }
        }
    }

    private static Task WriteAsync(Stream output, IReadOnlyList<string> fields, CancellationToken cancellation) =>
        output.WriteAsync(CsvText.Encoding.GetBytes(CsvText.Line(fields)), cancellation).AsTask();

    private static IReadOnlyList<string> Header() =>
    [
        "camera_id", "camera", "day", "time_zone", "seconds", "wanted_seconds", "recorded_seconds", "outside_seconds", "ratio",
        .. Causes.Select(cause => cause.ToText()),
    ];

    private static IReadOnlyList<string> Row(RosterCamera camera, CoverageDay day, CoverageRequest request) =>
    [
        camera.Id.ToString(), camera.Name, Text(day.Date), request.Zone.Id,
        Text(day.Length), Text(day.Wanted), Text(day.Recorded), Text(day.Outside),
        day.Ratio?.ToString("0.######", CultureInfo.InvariantCulture) ?? "",
        .. Causes.Select(cause => Text(day.Gaps.FirstOrDefault(gap => gap.Cause == cause)?.Length ?? TimeSpan.Zero)),
    ];

    /// <summary>All cameras within reach that were not removed, or exactly the asked ones; null when one of them is unknown or beyond it.</summary>
    private static List<RosterCamera>? Find(CameraRoster roster, AccessReach reach, string? cameraIds)
    {
        if (string.IsNullOrEmpty(cameraIds))
        {
            return [.. roster.Cameras.Values.Where(camera => !camera.Removed && reach.Includes(camera.Place)).OrderBy(camera => camera.Name, StringComparer.Ordinal).ThenBy(camera => camera.Id.Value)];
        }

        var found = new List<RosterCamera>();
        foreach (var word in cameraIds.Split(','))
        {
            if (!Guid.TryParseExact(word.Trim(), "D", out var id) || !roster.Cameras.TryGetValue(CameraId.From(id), out var camera) || !reach.Includes(camera.Place))
            {
                return null;
            }

            found.Add(camera);
        }

        return [.. found.DistinctBy(camera => camera.Id)];
    }

    private static string Text(TimeSpan length) => length.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
