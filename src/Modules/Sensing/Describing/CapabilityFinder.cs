using System.Text.Json;
using Vedette.Contracts.Inventory;

namespace Vedette.Sensing.Describing;

/// <summary>
/// What a thing can do: by the <c>capabilities</c> of its <c>status</c> property, declared or read, then by the semantic types and units of
/// its other affordances. Kinds nobody here knows are kept.
/// </summary>
internal static class CapabilityFinder
{
    private const int Most = 50;
    private const int LongestWord = 100;

    /// <param name="thing">The thing.</param>
    /// <param name="status">The value of its property <c>status</c>, once it was read.</param>
    public static IReadOnlyList<DeviceCapability> Find(Thing thing, JsonElement? status = null)
    {
        var schema = thing.Properties.GetValueOrDefault("status")?.Schema;
        var found = Told(status ?? schema?.Const ?? schema?.Default)
            .Concat(thing.Properties.Values.Select(SensorOf).OfType<DeviceCapability>())
            .Concat(Meant(thing));
        return [.. found.DistinctBy(capability => (capability.Type, capability.Measure)).Take(Most)];
    }

    /// <summary>What a property measures; null when it is no measurement or comes in a unit that is not legal for it.</summary>
    public static DeviceCapability? SensorOf(PropertyAffordance property)
    {
        var schema = property.Schema;
        if (schema.Kind is not (DataKind.Number or DataKind.Integer) || schema.IsWriteOnly || !IsForReading(property))
        {
            return null;
        }

        var unit = Measures.Unit(schema.Unit);
        var known = property.Types.Append(property.Name).Select(Measures.Named).FirstOrDefault(measure => measure is not null);
        if (known is null && (unit is null || !property.IsObservable))
        {
            return null;
        }

        var measure = known ?? property.Name;
        return Measures.IsLegal(measure, unit) ? new DeviceCapability("sensor", Measure: Word(measure), Unit: Word(unit)) : null;
    }

    /// <summary>A number that can be set is a setting, not a measurement.</summary>
    private static bool IsForReading(PropertyAffordance property) =>
        property.Schema.IsReadOnly || !property.Forms.Any(form => form.Operations.HasFlag(Operations.WriteProperty));

    private static IEnumerable<DeviceCapability> Told(JsonElement? status) =>
        status is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("capabilities", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Take(Most).Select(One).OfType<DeviceCapability>()
            : [];

    private static DeviceCapability? One(JsonElement told)
    {
        if ((told.ValueKind == JsonValueKind.String ? told.GetString() : Text(told, "type")) is not { Length: > 0 } type)
        {
            return null;
        }

        switch (type)
        {
            case "camera" or "video":
                return new DeviceCapability("video", Resolution: Word(Text(told, "resolution")));
            case "sensor":
                var isNested = told.ValueKind == JsonValueKind.Object && told.TryGetProperty("measure", out var measure) && measure.ValueKind == JsonValueKind.Object;
                var (name, unit) = isNested
                    ? (Text(told.GetProperty("measure"), "type"), Text(told.GetProperty("measure"), "unit"))
                    : (Text(told, "measure"), Text(told, "unit"));
                return Measures.IsLegal(name ?? "", Measures.Unit(unit))
                    ? new DeviceCapability(type, Measure: Word(name), Unit: Word(Measures.Unit(unit)), IntervalMilliseconds: Interval(told))
                    : null;
            default:
                return new DeviceCapability(Word(type)!);
        }
    }

    /// <summary>What only semantic types tell.</summary>
    private static IEnumerable<DeviceCapability> Meant(Thing thing)
    {
        var types = thing.Types
            .Concat(thing.Properties.Values.SelectMany(property => property.Types))
            .Concat(thing.Actions.Values.SelectMany(action => action.Types))
            .Select(Measures.Local)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (types.Overlaps(["Camera", "VideoCamera", "VideoProperty"]))
        {
            yield return new DeviceCapability("video");
        }

        if (types.Contains("Siren"))
        {
            yield return new DeviceCapability("siren");
        }
    }

    private static int? Interval(JsonElement told)
    {
        foreach (var name in (string[])["capturingInterval", "intervalMilliseconds", "interval"])
        {
            if (told.ValueKind == JsonValueKind.Object && told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var milliseconds) && milliseconds > 0)
            {
                return milliseconds;
            }
        }

        return null;
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string? Word(string? text) => text is { Length: > LongestWord } ? text[..LongestWord] : text;
}
