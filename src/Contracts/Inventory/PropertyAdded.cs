using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A property was added.</summary>
/// <param name="PropertyId">The property.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">Its IANA time zone.</param>
[DomainEvent("inventory.property-added", 1)]
public sealed record PropertyAdded(PropertyId PropertyId, string Name, string TimeZone) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => PropertyId.Value;
}
