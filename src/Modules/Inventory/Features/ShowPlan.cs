using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>The picture of a floor. A browser may keep it, but asks each time whether it is still the one, and still allowed.</summary>
internal static class ShowPlan
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/picture", HandleAsync)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithName("ShowPlan");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        PropertyStore properties,
        PlanStore store,
        HttpRequest request,
        HttpResponse response,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } plan
            || await properties.FindAsync(plan.PropertyId, caller.Reach(), cancellation) is null)
        {
            return Problem.NotFound("plan", id);
        }

        var tag = new EntityTagHeaderValue($"\"{plan.Sha256}\"");
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return await store.PictureAsync(id, cancellation) is { } picture
            ? TypedResults.Bytes(picture, plan.ContentType, entityTag: tag)
            : Problem.NotFound("plan", id);
    }
}
