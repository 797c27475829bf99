namespace Vedette.Inventory.Domain;

/// <summary>A property with what stands beside it in lists.</summary>
/// <param name="Property">The property.</param>
/// <param name="OwnerName">The owner's name for people.</param>
/// <param name="Rooms">How many of its rooms the reader sees.</param>
/// <param name="Devices">How many devices in those.</param>
/// <param name="SortKey">What the list was ordered by.</param>
internal sealed record PropertyEntry(Property Property, string? OwnerName, int Rooms, int Devices, string SortKey);
