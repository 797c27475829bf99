using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>The exports, newest first.</summary>
internal static class ListExports
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/exports", HandleAsync).RequireRight(Right.Export).WithName("ListExports");

    private static async Task<Results<Ok<Page<ExportView>>, ProblemHttpResult>> HandleAsync(
        PageRequest page, ExportStore store, ExportProgress progress, CancellationToken cancellation)
    {
        var jobs = await store.ListAsync(page.AfterId(), page.Fetch, cancellation);
        return TypedResults.Ok(page.Cut([.. jobs.Select(job => ExportView.Of(job, progress))], view => [view.Id.ToString()]));
    }
}
