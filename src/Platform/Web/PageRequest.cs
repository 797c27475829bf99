using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Vedette.Platform.Web;

/// <summary>
/// Which part of a list is wanted: <c>?limit</c> (1 to 200, 50 unless given) and <c>?cursor</c>. Bound as a parameter of an endpoint.
/// Fetch <see cref="Fetch"/> rows after the cursor, then let <see cref="Cut"/> make the page.
/// </summary>
/// <param name="Limit">How many items at most.</param>
/// <param name="After">The parts of the cursor: what the last item of the previous page was ordered by; empty for the first page.</param>
public sealed record PageRequest(int Limit, IReadOnlyList<string> After) : IEndpointParameterMetadataProvider
{
    /// <summary>Items of a page unless the caller asks for another number.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Items of a page at most.</summary>
    public const int MostItems = 200;

    /// <summary>How many rows to fetch: one more than wanted tells whether there is a next page.</summary>
    public int Fetch => Limit + 1;

    /// <summary>Makes the page of the fetched rows.</summary>
    /// <param name="fetched">At most <see cref="Fetch"/> items, in order.</param>
    /// <param name="cursorOf">The parts an item is ordered by.</param>
    public Page<T> Cut<T>(IReadOnlyList<T> fetched, Func<T, string[]> cursorOf) =>
        fetched.Count <= Limit
            ? new Page<T>(fetched, null)
            : new Page<T>([.. fetched.Take(Limit)], PageCursor.Encode(cursorOf(fetched[Limit - 1])));

    /// <summary>The id the previous page ended with, of a list that is ordered by ids alone; <see langword="null"/> for the first page.</summary>
    /// <exception cref="InvalidRequestException">The cursor is of another list.</exception>
    public Guid? AfterId() => After switch
    {
        [] => null,
        [var text] when Guid.TryParse(text, out var id) => id,
        _ => throw new InvalidRequestException("cursor", "The cursor is not one this list gave."),
    };

    /// <summary>Reads the query.</summary>
    /// <exception cref="InvalidRequestException">The limit is out of range or the cursor is not one of ours.</exception>
    public static ValueTask<PageRequest> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = DefaultLimit;
        if (query["limit"].ToString() is { Length: > 0 } wanted
            && (!int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostItems))
        {
            throw new InvalidRequestException("limit", $"The limit is a whole number from 1 to {MostItems}.");
        }

        IReadOnlyList<string> after = [];
        if (query["cursor"].ToString() is { Length: > 0 } cursor && !PageCursor.TryDecode(cursor, out after))
        {
            throw new InvalidRequestException("cursor", "The cursor is not one a list gave as `next`.");
        }

        return ValueTask.FromResult(new PageRequest(limit, after));
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new PagedMetadata());

    internal sealed record PagedMetadata;
}
