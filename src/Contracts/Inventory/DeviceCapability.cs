namespace Vedette.Contracts.Inventory;

/// <summary>Something a device can do. Kinds nobody here knows are kept and shown.</summary>
/// <param name="Type"><c>video</c>, <c>sensor</c>, <c>siren</c> or the thing's own word.</param>
/// <param name="Resolution">Of video: <c>576p</c>, <c>720p</c>, <c>1080p</c> or <c>4k</c>; null when it is not known.</param>
/// <param name="Measure">Of a sensor: <c>temperature</c>, <c>humidity</c>, <c>pressure</c>.</param>
/// <param name="Unit">Of a sensor: <c>celsius</c>, <c>fahrenheit</c>, <c>percentage</c>, <c>pascal</c>, <c>bar</c>.</param>
/// <param name="IntervalMilliseconds">Of a sensor: how often it measures; null when it does not say.</param>
public sealed record DeviceCapability(
    string Type,
    string? Resolution = null,
    string? Measure = null,
    string? Unit = null,
    int? IntervalMilliseconds = null);
