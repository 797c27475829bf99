using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Domain;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>Walls of tiles made, changed and thrown away. A shared one is changed by its owner or an administrator.</summary>
internal static class EditLayouts
{
    private const int MostPerOwner = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/layouts", AddAsync).RequireRight(Right.Live).WithName("AddLayout");
        _ = routes.MapPut("/layouts/{id:guid}", ReplaceAsync).RequireRight(Right.Live).WithName("ReplaceLayout");
        _ = routes.MapDelete("/layouts/{id:guid}", DeleteAsync).RequireRight(Right.Live).WithName("DeleteLayout");
    }

    private static async Task<Results<Created<LayoutView>, ProblemHttpResult>> AddAsync(
        Request request, Caller caller, LayoutStore store, CameraPlaces places, TimeProvider time, HttpResponse response, CancellationToken cancellation)
    {
        if (Layout.Objections(request.Name, request.Columns, request.Tiles) is { Count: > 0 } objections)
        {
            return Problem.Invalid(objections);
        }

        var layout = new Layout(
            Guid.CreateVersion7(time.GetUtcNow()), request.Name!.Trim(), request.Columns, request.Tiles!, caller.UserId, request.Shared, Version: 1);
        if (!await store.AddAsync(layout, MostPerOwner, cancellation))
        {
            return Problem.Conflict("too-many-layouts", $"There are {MostPerOwner} layouts already; delete one that is not used.");
        }

        var view = LayoutView.Of(layout, caller, places);
        response.Headers.ETag = view.ETag;
        return TypedResults.Created($"/api/streams/layouts/{layout.Id}", view);
    }

    private static async Task<Results<Ok<LayoutView>, ProblemHttpResult>> ReplaceAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        Caller caller,
        LayoutStore store,
        CameraPlaces places,
        HttpResponse response,
        CancellationToken cancellation)
    {
        if (Layout.Objections(request.Name, request.Columns, request.Tiles) is { Count: > 0 } objections)
        {
            return Problem.Invalid(objections);
        }

        if (!TryReadVersion(ifMatch, out var expected))
        {
            return Problem.Invalid("If-Match", "Must be the ETag of the layout.");
        }

        var before = await store.FindAsync(id, cancellation);
        if (Refusal(id, before, caller) is { } refusal)
        {
            return refusal;
        }

        var layout = before! with
        {
            Name = request.Name!.Trim(),
            Columns = request.Columns,
            Tiles = request.Tiles!,
            Shared = request.Shared,
            Version = before.Version + 1,
        };
        if ((expected is { } version && version != before.Version) || !await store.ReplaceAsync(layout, cancellation))
        {
            return Problem.Conflict("stale", "The layout was changed by somebody else in the meantime; read it again.");
        }

        var view = LayoutView.Of(layout, caller, places);
        response.Headers.ETag = view.ETag;
        return TypedResults.Ok(view);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, Caller caller, LayoutStore store, CancellationToken cancellation)
    {
        if (Refusal(id, await store.FindAsync(id, cancellation), caller) is { } refusal)
        {
            return refusal;
        }

        await store.DeleteAsync(id, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Who may not see a layout does not learn that there is one.</summary>
    private static ProblemHttpResult? Refusal(Guid id, Layout? layout, Caller caller) =>
        layout is null || !layout.IsReadBy(caller.UserId) ? Problem.NotFound("layout", id)
        : !layout.IsChangedBy(caller.UserId, caller.IsAdministrator)
            ? Problem.Refuse(StatusCodes.Status403Forbidden, "forbidden", "A shared layout is changed by who made it or by an administrator.")
        : null;

    /// <summary>Absent and * match any version (RFC 9110 section 13.1.1), which is null.</summary>
    private static bool TryReadVersion(string? header, out long? version)
    {
        version = null;
        var text = header?.Trim();
        if (string.IsNullOrEmpty(text) || text == "*")
        {
            return true;
        }

        var isNumber = long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        version = number;
        return isNumber;
    }

    internal sealed record Request(string? Name = null, int Columns = 0, IReadOnlyList<LayoutTile>? Tiles = null, bool Shared = false);
}
