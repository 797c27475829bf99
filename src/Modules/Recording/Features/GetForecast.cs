using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Retention;

namespace Vedette.Recording.Features;

/// <summary>When volumes are full and how long footage stays, at the pace of the last day.</summary>
internal static class GetForecast
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/forecast", HandleAsync).RequireRight(Right.Playback).WithName("GetRecordingForecast");

    private static async Task<Ok<ForecastView>> HandleAsync(FootageForecast forecast, CancellationToken cancellation) =>
        TypedResults.Ok(await forecast.AskAsync(cancellation));
}
