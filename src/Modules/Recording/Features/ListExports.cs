using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The exports, newest first: those of cameras the caller may export from.</summary>
internal static class ListExports
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/exports", HandleAsync).RequireRight(Right.Export).WithName("ListExports");

    private static async Task<Results<Ok<Page<ExportView>>, ProblemHttpResult>> HandleAsync(
        PageRequest page, Caller caller, CameraPlaces places, ExportStore store, ExportProgress progress, CancellationToken cancellation)
    {
        var jobs = await VisibleItems.ListAsync(
            page, (before, most) => store.ListAsync(before, most, cancellation), job => job.Id, job => places.May(caller, Right.Export, job.CameraIds));
        return TypedResults.Ok(page.Cut([.. jobs.Select(job => ExportView.Of(job, progress))], view => [view.Id.ToString()]));
    }
}
