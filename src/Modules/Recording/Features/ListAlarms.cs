using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Alarms;

namespace Vedette.Recording.Features;

/// <summary>The alarms that stand.</summary>
internal sealed record AlarmList(IReadOnlyList<Alarm> Items);

/// <summary>What somebody has to do something about.</summary>
internal static class ListAlarms
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/alarms", List).RequireRight(Right.Playback).WithName("ListRecordingAlarms");

    private static Ok<AlarmList> List(AlarmBoard alarms) => TypedResults.Ok(new AlarmList(alarms.All));
}
