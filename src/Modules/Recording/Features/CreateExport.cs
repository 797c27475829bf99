using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>What to export.</summary>
internal sealed record NewExport
{
    public required IReadOnlyList<CameraId> CameraIds { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }

    /// <summary>The originals with the proof that they are, for whoever must not take our word for it.</summary>
    public bool Sealed { get; init; }
}

/// <summary>What was created.</summary>
internal sealed record CreatedExport(Guid Id);

/// <summary>Orders an export, which is made in the background.</summary>
internal static class CreateExport
{
    private const int MostCameras = 64;
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/exports", HandleAsync).RequireRight(Right.Export).WithName("CreateExport");

    private static async Task<Results<Created<CreatedExport>, ProblemHttpResult>> HandleAsync(
        NewExport request,
        Caller caller,
        CameraRoster roster,
        CameraPlaces places,
        ExportStore store,
        ExportProgress progress,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var cameras = request.CameraIds.Distinct().ToList();
        if (cameras.Count is 0 or > MostCameras)
        {
            return Problem.Invalid("cameraIds", $"Name 1 to {MostCameras} cameras.");
        }

        if (CameraRights.Refusal(roster, places, caller, Right.Export, cameras) is { } refusal)
        {
            return refusal;
        }

        if (request.Sealed && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problem.Invalid("reason", "A sealed export says why it was made; give a reason.");
        }

        if (request.Reason is { Length: > LongestReason })
        {
            return Problem.Invalid("reason", $"The reason has at most {LongestReason} characters.");
        }

        if (FootageRange.Check(request.From, request.To, time.GetUtcNow(), out var range) is { } wrong)
        {
            return wrong;
        }

        var job = new ExportJob
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CameraIds = cameras,
            From = range.From,
            To = range.To,
            Reason = request.Reason?.Trim() ?? "",
            State = ExportState.Pending,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = caller.Actor,
            CreatedByName = caller.Name,
            Sealed = request.Sealed,
        };
        await store.AddAsync(job, caller, cancellation);
        progress.Order();
        return TypedResults.Created($"/api/recording/exports/{job.Id}", new CreatedExport(job.Id));
    }
}
