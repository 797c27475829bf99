using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Holds;
using Vedette.Recording.Retention;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>All volumes, in the order they were added.</summary>
internal sealed record VolumeViews(IReadOnlyList<VolumeView> Items);

/// <summary>The volumes footage is written to.</summary>
internal static class ListVolumes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/volumes", List).RequireAdministrator().WithName("ListRecordingVolumes");

    private static Ok<VolumeViews> List(AttachedVolumes volumes, VolumeForecast forecast, HeldFootage held) =>
        TypedResults.Ok(new VolumeViews([.. volumes.All.Select(volume => VolumeView.Of(volume, forecast, held))]));
}
