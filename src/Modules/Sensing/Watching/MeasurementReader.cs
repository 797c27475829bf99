using System.Globalization;
using System.Text.Json;
using Vedette.Contracts.Inventory;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Domain;

namespace Vedette.Sensing.Watching;

/// <summary>Reads measurements out of what a thing says: only of measures it declared, only in the unit it declared them in.</summary>
/// <remarks>
/// Three forms are understood: a number (a property, or an event that is named for its measure); an object with <c>measure</c>,
/// <c>value</c> and perhaps <c>unit</c> and <c>at</c>; an object whose members are named for measures.
/// </remarks>
internal sealed class MeasurementReader(IReadOnlyList<DeviceCapability> capabilities, TimeProvider time)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(1);

    private readonly Dictionary<string, DeviceCapability> _sensors = capabilities
        .Where(capability => capability is { Type: "sensor", Measure: not null, Unit: not null })
        .DistinctBy(capability => capability.Measure!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(capability => capability.Measure!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The measure a property speaks of, if it is a declared one.</summary>
    public string? MeasureOf(PropertyAffordance property) =>
        CapabilityFinder.SensorOf(property)?.Measure is { } measure && _sensors.ContainsKey(measure) ? measure : null;

    /// <summary>The measurement a property's value is; null when it is none that was declared.</summary>
    public Measured? OfProperty(PropertyAffordance property, JsonElement value) =>
        CapabilityFinder.SensorOf(property) is { Measure: { } measure } said ? Read(measure, said.Unit, value, null) : null;

    /// <summary>The measurements an event carries.</summary>
    /// <param name="name">The event's.</param>
    /// <param name="schema">What its content is declared to be, or null.</param>
    /// <param name="content">What came.</param>
    /// <param name="leftOut">How many values were there that are not as declared.</param>
    public IReadOnlyList<Measured> OfEvent(string name, DataSchema? schema, JsonElement content, out int leftOut)
    {
        leftOut = 0;
        if (content.ValueKind == JsonValueKind.Number)
        {
            return Known(name) is { } named ? One(Read(named, schema?.Unit, content, null), ref leftOut) : [];
        }

        if (content.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var at = Text(content, "at") ?? Text(content, "timestamp");
        if (Text(content, "measure") is { } measure && content.TryGetProperty("value", out var value))
        {
            return One(Known(measure) is { } declared ? Read(declared, Text(content, "unit"), value, at) : null, ref leftOut);
        }

        var found = new List<Measured>();
        foreach (var member in content.EnumerateObject())
        {
            if (Known(member.Name) is { } each)
            {
                found.AddRange(One(Read(each, schema?.Properties?.GetValueOrDefault(member.Name)?.Unit, member.Value, at), ref leftOut));
            }
        }

        return found;
    }

    private string? Known(string name) =>
        _sensors.TryGetValue(name, out var exact) ? exact.Measure : Measures.Named(name) is { } measure && _sensors.ContainsKey(measure) ? measure : null;

    private static IReadOnlyList<Measured> One(Measured? measured, ref int leftOut)
    {
        leftOut += measured is null ? 1 : 0;
        return measured is null ? [] : [measured];
    }

    private Measured? Read(string measure, string? unit, JsonElement value, string? at) =>
        _sensors.TryGetValue(measure, out var sensor)
        && (unit is null || Measures.Unit(unit) == sensor.Unit)
        && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? new Measured(sensor.Measure!, sensor.Unit!, number, When(at))
            : null;

    /// <summary>The thing's own time where it can be true.</summary>
    private DateTimeOffset When(string? at)
    {
        var now = time.GetUtcNow();
        return DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var said)
            && said - now < Ahead && now - said < Behind
            ? said
            : now;
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
