using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Web;
using Vedette.Recording.Clips;
using Vedette.Recording.Exporting;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>
/// Shows a shared file to whoever has its link, without signing in. Who guesses is slowed down; who looks is written down
/// before anything is sent.
/// </summary>
internal static class OpenSharedClip
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/shared/{token}", HandleAsync)
            .AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "video/mp4")
            .WithName("OpenSharedClip");

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> HandleAsync(
        string token,
        HttpContext context,
        ClipLinkStore links,
        ClipStore store,
        ClipFolder folder,
        LinkGuard guard,
        TimeProvider time,
        CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var address = context.Connection.RemoteIpAddress;
        var hash = ClipLink.HashOf(token);
        if (guard.Try(hash, address) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Refuse(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many links that are none were tried from here. Wait a little.");
        }

        if (!ClipLink.IsWellFormed(token) || await links.FindAsync(hash, cancellation) is not { } link)
        {
            return Problem.Refuse(StatusCodes.Status404NotFound, "not-found", "There is no such link.");
        }

        guard.WasRight(hash, address);
        if (link.ExpiresAt <= time.GetUtcNow())
        {
            return Problem.Refuse(StatusCodes.Status410Gone, "link-expired", "The link is no longer good. Ask for a new one.");
        }

        var file = folder.FileOf(link.ClipId, link.CameraId);
        if (await store.FindAsync(link.ClipId, cancellation) is not { State: ClipState.Ready } clip || !File.Exists(file))
        {
            return Problem.Refuse(StatusCodes.Status410Gone, "gone", "The file is no longer there.");
        }

        var fromStart = context.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From is not > 0;
        if (guard.IsNewLook(link.Id, address, fromStart))
        {
            await links.RecordUseAsync(link, (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString(), cancellation);
        }

        // The name says when, not which camera: whoever has the link need not know our names. Without one, browsers play it.
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{ExportName.Of("clip", clip.From, clip.To)}\"";
        return TypedResults.PhysicalFile(file, "video/mp4", enableRangeProcessing: true);
    }
}
