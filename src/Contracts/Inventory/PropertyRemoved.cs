using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A property was removed, with its rooms.</summary>
/// <param name="PropertyId">The property.</param>
[DomainEvent("inventory.property-removed", 1)]
public sealed record PropertyRemoved(PropertyId PropertyId) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => PropertyId.Value;
}
