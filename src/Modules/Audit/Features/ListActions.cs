using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Audit.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Audit.Features;

/// <summary>The log, newest first.</summary>
internal static class ListActions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/actions", HandleAsync).RequireRight(Right.Audit).WithName("ListActions");

    private static async Task<Results<Ok<Page<ActionView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] ActionQuery query, PageRequest page, ActionReader reader, PeopleStore people, CancellationToken cancellation)
    {
        if (query.Refusal() is { } refusal)
        {
            return refusal;
        }

        var before = long.MaxValue;
        if (page.After.Count > 0
            && (page.After.Count != 1 || !long.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out before)))
        {
            return Problem.Invalid("cursor", "The cursor is not one this list gave.");
        }

        var entries = await reader.NewestAsync(query.ToFilter(), before, page.Fetch, cancellation);
        var names = await people.NamesAsync(cancellation);
        return TypedResults.Ok(page.Cut(
            [.. entries.Select(entry => ActionView.Of(entry, names))], view => [view.Sequence.ToString(CultureInfo.InvariantCulture)]));
    }
}
