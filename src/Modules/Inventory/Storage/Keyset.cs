using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Storage;

/// <summary>A list's order as SQL: by an expression that is never null, then by id. Values travel as <c>@afterKey</c> and <c>@afterId</c>.</summary>
/// <param name="Expression">What is ordered by; <see langword="null"/> for the id alone.</param>
/// <param name="Id">The column of the id.</param>
/// <param name="IsDescending">Last first.</param>
internal sealed record Keyset(string? Expression, string Id, bool IsDescending)
{
    /// <summary>The order a list was asked for; the expressions are the SQL of each key it knows, constant text.</summary>
    public static Keyset Of(Sorting sorting, IReadOnlyDictionary<string, string> expressions, string id) =>
        new(sorting.Key is { } key ? expressions[key] : null, id, sorting.IsDescending);

    /// <summary>The value an item is ordered by, to be selected.</summary>
    public string Value => Expression ?? "''";

    public string After =>
        Expression is null ? $"{Id} > @afterId"
        : IsDescending ? $"({Expression}, {Id}) < (@afterKey, @afterId)"
        : $"({Expression}, {Id}) > (@afterKey, @afterId)";

    public string By => (Expression, IsDescending) switch
    {
        (null, _) => $"order by {Id}",
        (_, false) => $"order by {Expression}, {Id}",
        (_, true) => $"order by {Expression} desc, {Id} desc",
    };
}
