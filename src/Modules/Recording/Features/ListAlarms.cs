using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Alarms;

namespace Vedette.Recording.Features;

/// <summary>The alarms that stand.</summary>
internal sealed record AlarmList(IReadOnlyList<Alarm> Items);

/// <summary>What an administrator has to do something about; nobody else is told.</summary>
internal static class ListAlarms
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/alarms", List).RequireRight(Right.Playback).WithName("ListRecordingAlarms");

    // They are about volumes and name cameras of every place; the console asks for everybody.
    private static Ok<AlarmList> List(Caller caller, AlarmBoard alarms) => TypedResults.Ok(new AlarmList(caller.IsAdministrator ? alarms.All : []));
}
