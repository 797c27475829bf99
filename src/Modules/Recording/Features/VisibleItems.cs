using Vedette.Platform.Web;

namespace Vedette.Recording.Features;

/// <summary>Fills a page of a list, newest first, with what its reader may see: what lies between is passed over.</summary>
internal static class VisibleItems
{
    /// <summary>As many visible items as the page fetches, or all that are left.</summary>
    /// <param name="page">The page.</param>
    /// <param name="listAsync">Reads at most so many items before an id.</param>
    /// <param name="idOf">What the list is ordered by.</param>
    /// <param name="isVisible">Whether the reader may see an item.</param>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        PageRequest page, Func<Guid?, int, Task<IReadOnlyList<T>>> listAsync, Func<T, Guid> idOf, Predicate<T> isVisible)
    {
        var visible = new List<T>();
        for (var before = page.AfterId(); ;)
        {
            var read = await listAsync(before, page.Fetch);
            visible.AddRange(read.Where(item => isVisible(item)).Take(page.Fetch - visible.Count));
            if (read.Count < page.Fetch || visible.Count == page.Fetch)
            {
                return visible;
            }

            before = idOf(read[^1]);
        }
    }
}
