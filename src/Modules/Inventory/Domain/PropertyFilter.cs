using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>Which properties a list shows; what is null is not asked for.</summary>
internal sealed record PropertyFilter(string? Search = null, UserId? OwnerId = null);
