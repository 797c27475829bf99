namespace Vedette.Sensing.Describing;

/// <summary>Stands in for the contract's.</summary>
internal sealed record DeviceCapability(string Type, string? Resolution = null, string? Measure = null, string? Unit = null, int? IntervalMilliseconds = null);
