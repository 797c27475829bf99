using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>The properties of which the caller sees something: as a whole, or a room in them.</summary>
internal static class ListProperties
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/properties", ListAsync).WithName("ListProperties");
        _ = routes.MapGet("/properties/{id}", GetAsync).WithName("GetProperty");
    }

    private static async Task<Results<Ok<Page<PropertyView>>, ProblemHttpResult>> ListAsync(
        PageRequest page,
        Caller caller,
        PropertyStore store,
        CancellationToken cancellation,
        string? search = null,
        UserId? ownerId = null,
        string? sort = null)
    {
        var errors = new FieldErrors();
        var sorting = Sorting.Read(sort, PropertyStore.SortKeys, errors);
        _ = errors.Check("search", search, Label.SearchError(search));
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var found = await store.ListAsync(
            new PropertyFilter(search, ownerId), caller.Reach(), sorting, sorting.StartOf(page), page.Fetch, cancellation);
        var cut = page.Cut(found, entry => sorting.CursorOf(entry.SortKey, entry.Property.Id.Value));
        return TypedResults.Ok(new Page<PropertyView>([.. cut.Items.Select(PropertyView.Of)], cut.Next));
    }

    private static async Task<Results<Ok<PropertyView>, ProblemHttpResult>> GetAsync(
        PropertyId id,
        Caller caller,
        PropertyStore store,
        HttpResponse response,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(id, caller.Reach(), cancellation) is not { } entry)
        {
            return Problem.NotFound("property", id);
        }

        response.Headers.ETag = EntityTag.Quoted(entry.Property.Version);
        return TypedResults.Ok(PropertyView.Of(entry));
    }
}
