using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>How things stand, and what one of them is.</summary>
internal static class ListThings
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/things", List).RequireRight(Right.Live).WithName("ListThings");
        routes.MapGet("/things/{id}", Get).RequireRightOn<ThingPlaces>(Right.Live).WithName("GetThing");
    }

    private static Ok<Page<ThingView>> List(PageRequest page, Caller caller, ThingRoster roster, ThingWatches watches)
    {
        var after = page.AfterId() ?? Guid.Empty;
        var seen = roster.Present
            .Where(thing => caller.May(Right.Live, thing.Place) && thing.Id.Value.CompareTo(after) > 0)
            .OrderBy(thing => thing.Id.Value)
            .Take(page.Fetch)
            .Select(thing => ThingView.Of(thing, watches.StateOf(thing.Id)));
        return TypedResults.Ok(page.Cut([.. seen], thing => [thing.DeviceId.ToString()]));
    }

    private static Results<Ok<ThingDetail>, ProblemHttpResult> Get(DeviceId id, ThingRoster roster, ThingWatches watches) =>
        roster.Find(id) is { } thing ? TypedResults.Ok(ThingDetail.Of(thing, watches.StateOf(id))) : Problem.NotFound("thing", id);
}
