using Vedette.Foundation;

namespace Vedette.Contracts.Inventory;

/// <summary>A property was added.</summary>
/// <param name="PropertyId">The property.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">Its IANA time zone.</param>
[DomainEvent("inventory.property-added", 1)]
public sealed record PropertyAdded(PropertyId PropertyId, string Name, string TimeZone) : IDomainEvent
{
    /// <summary>The postal address; may be empty.</summary>
    public string Address { get; init; } = "";

    /// <summary>Whether it belongs to somebody outside.</summary>
    public bool External { get; init; }

    /// <summary>The user who owns it, or null.</summary>
    public UserId? OwnerId { get; init; }

    /// <inheritdoc/>
    public Guid Subject => PropertyId.Value;
}
