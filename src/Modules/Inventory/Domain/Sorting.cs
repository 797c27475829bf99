using Vedette.Platform.Web;

namespace Vedette.Inventory.Domain;

/// <summary>What a list is ordered by, and then by id, which is the order of adding. The cursor of one order is no good for another.</summary>
/// <param name="Key">One of the list's keys; <see langword="null"/> for the order of adding alone.</param>
/// <param name="IsDescending">Last first.</param>
internal sealed record Sorting(string? Key, bool IsDescending)
{
    public static Sorting ByAge { get; } = new(null, IsDescending: false);

    private string Text => $"{(IsDescending ? "-" : "")}{Key}";

    /// <summary>Reads <c>key</c> or <c>-key</c>, noting what is no key of the list.</summary>
    public static Sorting Read(string? asked, IReadOnlyCollection<string> keys, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return ByAge;
        }

        var sorting = new Sorting(asked.TrimStart('-'), asked[0] == '-');
        var isKnown = keys.Contains(sorting.Key) && sorting.Text == asked;
        return errors.Check("sort", sorting, isKnown ? null : $"Must be one of {string.Join(", ", keys)}, with - before it for the other way round.");
    }

    public string[] CursorOf(string key, Guid id) => [Text, key, id.ToString("D")];

    /// <summary>Where a page starts; <see langword="null"/> for the first.</summary>
    /// <exception cref="InvalidRequestException">The cursor is of another list or another order.</exception>
    public ListStart? StartOf(PageRequest page) => page.After switch
    {
        [] => null,
        [var text, var key, var id] when text == Text && Guid.TryParseExact(id, "D", out var last) => new ListStart(key, last),
        _ => throw new InvalidRequestException("cursor", "The cursor is of another list."),
    };
}
