using System.Text.Json.Serialization;
using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Features;

/// <summary>A capability as callers see it: what does not belong to its type is left out.</summary>
internal sealed record CapabilityView(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Resolution,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Measure,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? IntervalMilliseconds)
{
    public static CapabilityView Of(DeviceCapability capability) =>
        new(capability.Type, capability.Resolution, capability.Measure, capability.Unit, capability.IntervalMilliseconds);
}
