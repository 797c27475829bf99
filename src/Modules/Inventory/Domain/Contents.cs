namespace Vedette.Inventory.Domain;

/// <summary>What is inside a place that was to be removed.</summary>
internal sealed record Contents(int Rooms, int Devices);
