using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Retention;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>When volumes are full and how long footage stays, at the pace of the last day.</summary>
internal static class GetForecast
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/forecast", HandleAsync).RequireRight(Right.Playback).WithName("GetRecordingForecast");

    private static async Task<Ok<ForecastView>> HandleAsync(Caller caller, CameraPlaces places, FootageForecast forecast, CancellationToken cancellation)
    {
        var view = await forecast.AskAsync(cancellation);
        var reach = caller.Reach(Right.Playback);

        // What volumes hold is the sum over all cameras.
        return TypedResults.Ok(caller.IsAdministrator
            ? view
            : new ForecastView([], [.. view.Cameras.Where(camera => reach.Includes(places.PlaceOf(camera.CameraId)))]));
    }
}
