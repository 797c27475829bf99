using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>The walls of tiles a caller may see: the own ones and the shared ones.</summary>
internal static class ReadLayouts
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/layouts", ListAsync).RequireRight(Right.Live).WithName("ListLayouts");
        _ = routes.MapGet("/layouts/{id:guid}", GetAsync).RequireRight(Right.Live).WithName("GetLayout");
    }

    private static async Task<Ok<Page<LayoutView>>> ListAsync(
        PageRequest page, Caller caller, LayoutStore store, CameraPlaces places, CancellationToken cancellation)
    {
        var after = page.After is [var last] && Guid.TryParse(last, out var id) ? id : Guid.Empty;
        var layouts = await store.ListAsync(caller.UserId, after, page.Fetch, cancellation);
        return TypedResults.Ok(page.Cut([.. layouts.Select(layout => LayoutView.Of(layout, caller, places))], layout => [layout.Id.ToString()]));
    }

    private static async Task<Results<Ok<LayoutView>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, LayoutStore store, CameraPlaces places, HttpResponse response, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } layout || !layout.IsReadBy(caller.UserId))
        {
            return Problem.NotFound("layout", id);
        }

        var view = LayoutView.Of(layout, caller, places);
        response.Headers.ETag = view.ETag;
        return TypedResults.Ok(view);
    }
}
