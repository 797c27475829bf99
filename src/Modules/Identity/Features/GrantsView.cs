using Vedette.Identity.Storage;

namespace Vedette.Identity.Features;

/// <summary>All grants of somebody.</summary>
internal sealed record GrantsView(IReadOnlyList<GrantView> Items)
{
    public static GrantsView Of(IEnumerable<GrantList.Entry> entries, DateTimeOffset now) => new([.. entries.Select(entry => GrantView.Of(entry, now))]);
}
