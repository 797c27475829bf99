using Vedette.Platform.Web;

namespace Vedette.Inventory.Domain;

/// <summary>Lists are in the order of creation, which ids keep: a cursor is the last id.</summary>
internal static class PageStart
{
    /// <summary>The id after which a page starts, or null for the first page.</summary>
    /// <exception cref="InvalidRequestException">The cursor is of another list.</exception>
    public static Guid? AfterId(this PageRequest page) =>
        page.After.Count == 0 ? null
        : page.After.Count == 1 && Guid.TryParseExact(page.After[0], "D", out var id) ? id
        : throw new InvalidRequestException("cursor", "The cursor is of another list.");
}
