namespace Vedette.Inventory.Domain;

/// <summary>A capability in the words of who asks for it, not judged yet; also how it is shown.</summary>
internal sealed record CapabilityFields(
    string? Type = null,
    string? Resolution = null,
    string? Measure = null,
    string? Unit = null,
    int? IntervalMilliseconds = null);
