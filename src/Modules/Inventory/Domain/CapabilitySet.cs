using System.Text.Json;
using Vedette.Contracts.Inventory;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Domain;

/// <summary>
/// What a device can do, in the order it says so: show pictures (video), measure (sensor), make noise (siren), and whatever else it
/// claims, which is kept and shown. Two sets are equal when they say the same.
/// </summary>
internal sealed class CapabilitySet : IEquatable<CapabilitySet>
{
    public const int Most = 50;
    public const string Video = "video";
    public const string Sensor = "sensor";
    public const string Siren = "siren";
    private const int MaxType = 50;
    private const int MostMilliseconds = 24 * 60 * 60 * 1000;

    private static readonly string[] Resolutions = ["576p", "720p", "1080p", "4k"];

    // R-36: the only measures and units there are.
    private static readonly Dictionary<string, string[]> Units = new()
    {
        ["temperature"] = ["celsius", "fahrenheit"],
        ["humidity"] = ["percentage"],
        ["pressure"] = ["pascal", "bar"],
    };

    private CapabilitySet(IReadOnlyList<DeviceCapability> all) => All = all;

    public static CapabilitySet None { get; } = new([]);

    public IReadOnlyList<DeviceCapability> All { get; }

    /// <summary>The types in lower case, with bars around each: <c>|video|sensor|</c>. A type holds no bar.</summary>
    public string Types => $"|{string.Concat(All.Select(one => one.Type.ToLowerInvariant()).Distinct().Select(type => type + "|"))}";

    /// <summary>What a device of this kind can do by itself.</summary>
    public static CapabilitySet Of(DeviceKind kind) => kind switch
    {
        DeviceKind.Camera => new([new DeviceCapability(Video, null, null, null, null)]),
        DeviceKind.Siren => new([new DeviceCapability(Siren, null, null, null, null)]),
        _ => None,
    };

    /// <summary>Reads what somebody says a device can do, noting errors below <paramref name="field"/>.</summary>
    public static CapabilitySet Read(IReadOnlyList<CapabilityFields?> asked, string field, FieldErrors errors)
    {
        if (asked.Count > Most)
        {
            errors.Add(field, $"Must not be more than {Most}.");
            return None;
        }

        var read = new List<DeviceCapability>(asked.Count);
        for (var index = 0; index < asked.Count; index++)
        {
            var one = asked[index] ?? new CapabilityFields();
            if (Objection(one) is { } error)
            {
                errors.Add($"{field}[{index}]", error);
                continue;
            }

            read.Add(Clean(one));
        }

        return new CapabilitySet([.. read.Distinct()]);
    }

    /// <summary>Of what a thing says of itself all that can be kept; the rest is left out.</summary>
    public static CapabilitySet Legal(IReadOnlyList<DeviceCapability> told) => new(
    [
        .. told
            .Select(one => new CapabilityFields(one.Type, one.Resolution, one.Measure, one.Unit, one.IntervalMilliseconds))
            .Where(one => Objection(one) is null)
            .Select(Clean)
            .Distinct()
            .Take(Most),
    ]);

    public static CapabilitySet FromJson(string json) => new(JsonSerializer.Deserialize<DeviceCapability[]>(json, WireFormat.Exact) ?? []);

    public string ToJson() => JsonSerializer.Serialize(All, WireFormat.Exact);

    public bool Equals(CapabilitySet? other) => other is not null && All.SequenceEqual(other.All);

    public override bool Equals(object? obj) => Equals(obj as CapabilitySet);

    public override int GetHashCode() => All.Aggregate(0, HashCode.Combine);

    /// <summary>The word a capability is kept by: things call video "camera" as well (R-35).</summary>
    public static string TypeOf(string said) => said.Trim() switch
    {
        var type when type.Equals("camera", StringComparison.OrdinalIgnoreCase) => Video,
        var type when type.ToLowerInvariant() is Video or Sensor or Siren => type.ToLowerInvariant(),
        var type => type,
    };

    private static string? Objection(CapabilityFields one)
    {
        var type = TypeOf(one.Type ?? "");
        return type.Length is 0 or > MaxType || type.Any(letter => char.IsControl(letter) || letter is '|' or ',')
                ? $"Must have a type of at most {MaxType} characters without commas and bars."
            : type == Video && one.Resolution is { } resolution && !Resolutions.Contains(resolution)
                ? $"The resolution must be one of {string.Join(", ", Resolutions)}."
            : type == Sensor && !(Units.TryGetValue(one.Measure ?? "", out var units) && units.Contains(one.Unit))
                ? "A sensor measures temperature in celsius or fahrenheit, humidity in percentage, or pressure in pascal or bar."
            : type == Sensor && one.IntervalMilliseconds is < 1 or > MostMilliseconds
                ? $"The interval must be from 1 to {MostMilliseconds} milliseconds."
            : null;
    }

    // What belongs to the type and nothing else: the rest of an unknown one means nothing to us.
    private static DeviceCapability Clean(CapabilityFields one) => TypeOf(one.Type!) switch
    {
        Video => new DeviceCapability(Video, one.Resolution, null, null, null),
        Sensor => new DeviceCapability(Sensor, null, one.Measure, one.Unit, one.IntervalMilliseconds),
        var type => new DeviceCapability(type, null, null, null, null),
    };
}
