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

/// <summary>How far an export is.</summary>
internal static class GetExport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/exports/{id}", HandleAsync).RequireRight(Right.Export).WithName("GetExport");

    private static async Task<Results<Ok<ExportView>, ProblemHttpResult>> HandleAsync(
        Guid id, Caller caller, CameraPlaces places, ExportStore store, ExportProgress progress, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is not { } job ? Problem.NotFound("export", id)
        : CameraRights.Refusal(places, caller, Right.Export, job.CameraIds, "export", id) is { } refusal ? refusal
        : TypedResults.Ok(ExportView.Of(job, progress));
}
