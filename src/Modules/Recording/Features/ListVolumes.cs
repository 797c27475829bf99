using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Retention;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Features;

/// <summary>A volume and how long it lasts.</summary>
internal sealed record VolumeView
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required long BudgetBytes { get; init; }

    public required long UsedBytes { get; init; }

    public required long FreeBytes { get; init; }

    /// <summary>Days until the oldest footage has to go, at the last hour's pace; null while that is not known.</summary>
    public double? ForecastDays { get; init; }
}

/// <summary>The volumes footage is written to.</summary>
internal static class ListVolumes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/volumes", List).RequireRight(Right.Playback).WithName("ListRecordingVolumes");

    private static Ok<VolumeView[]> List(VolumeSpace space, VolumeForecast forecast) =>
        TypedResults.Ok<VolumeView[]>([new VolumeView
        {
            Name = "recordings",
            Path = space.Volume.Root,
            // Others fill the disk too: what is promised is what there is room for.
            BudgetBytes = Math.Max(0, Math.Min(space.Budget, space.Used + space.Space.Free - space.Reserve)),
            UsedBytes = space.Used,
            FreeBytes = space.Space.Free,
            ForecastDays = forecast.DaysUntilFull(-space.Excess(0)),
        }]);
}
