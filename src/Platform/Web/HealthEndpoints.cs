using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Vedette.Platform.Web;

/// <summary>Anonymous: whoever starts and stops the process asks without a token.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // The time is for browsers: the Date header is cut to seconds, and renewed only once a second.
        routes.MapGet("/health/live", (TimeProvider time) => TypedResults.Ok(new { status = "live", now = time.GetUtcNow() })).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", async (Readiness readiness, CancellationToken ct) =>
        {
            var report = await readiness.AskAsync(ct);
            return TypedResults.Json(
                report,
                statusCode: report.Status == HealthReport.Unready ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
