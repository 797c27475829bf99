using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Clips;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>How long to share what.</summary>
internal sealed record NewClipLink
{
    /// <summary>1 to 10 080, a week.</summary>
    public int Minutes { get; init; } = 30;

    /// <summary>Which camera's file; needed when the clip has several.</summary>
    public CameraId? CameraId { get; init; }
}

/// <summary>A link; its address is told this once.</summary>
/// <param name="Url">Path on this server.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record CreatedClipLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>Makes a link to a file of a clip for somebody without an account.</summary>
internal static class ShareClip
{
    private const int MostMinutes = 7 * 24 * 60;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/clips/{id}/links", HandleAsync).RequireRight(Right.Export).WithName("ShareClip");

    private static async Task<Results<Created<CreatedClipLink>, ProblemHttpResult>> HandleAsync(
        Guid id,
        NewClipLink request,
        Caller caller,
        HttpContext context,
        CameraPlaces places,
        ClipStore store,
        ClipLinkStore links,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (request.Minutes is < 1 or > MostMinutes)
        {
            return Problem.Invalid("minutes", $"A link is good for 1 to {MostMinutes} minutes.");
        }

        if (await store.FindAsync(id, cancellation) is not { } job)
        {
            return Problem.NotFound("clip", id);
        }

        if (CameraRights.Refusal(places, caller, Right.Export, job.CameraIds, "clip", id) is { } refusal)
        {
            return refusal;
        }

        if (job.State != ClipState.Ready)
        {
            return Problem.Conflict("not-ready", "Only a clip that is ready can be shared.");
        }

        if (request.CameraId is null && job.Result.Files.Count > 1)
        {
            return Problem.Invalid("cameraId", "The clip has several files: say which camera's is meant.");
        }

        var camera = request.CameraId ?? job.Result.Files[0].CameraId;
        if (job.Result.Files.All(file => file.CameraId != camera))
        {
            return Problem.Invalid("cameraId", "The clip has no file of this camera.");
        }

        var now = time.GetUtcNow();
        var token = ClipLink.NewToken();
        var link = new ClipLink(Guid.CreateVersion7(now), id, camera, ClipLink.HashOf(token), now, now.AddMinutes(request.Minutes));
        await links.AddAsync(link, caller, cancellation);
        context.Response.Headers.CacheControl = "no-store";
        var url = $"/api/recording/shared/{token}";
        return TypedResults.Created(url, new CreatedClipLink(url, link.ExpiresAt));
    }
}
