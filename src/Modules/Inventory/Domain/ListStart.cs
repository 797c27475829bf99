namespace Vedette.Inventory.Domain;

/// <summary>The last item of the page before: what it was ordered by, and its id.</summary>
internal sealed record ListStart(string Key, Guid Id);
