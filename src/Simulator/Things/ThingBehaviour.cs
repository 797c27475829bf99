using System.Text.Json.Serialization;

namespace Vedette.Simulator.Things;

/// <summary>How a simulated thing behaves.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ThingBehaviour>))]
public enum ThingBehaviour
{
    /// <summary>As a good thing does.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>Answers everything one byte at a time, for ever.</summary>
    [JsonStringEnumMemberName("slow-drip")]
    SlowDrip,

    /// <summary>Answers everything with a body without an end, as fast as it is taken.</summary>
    [JsonStringEnumMemberName("endless-body")]
    EndlessBody,

    /// <summary>Answers everything with arrays in arrays, a hundred thousand deep.</summary>
    [JsonStringEnumMemberName("deep-json")]
    DeepJson,

    /// <summary>Leads everybody to a trap on its own machine: <see cref="SimulatedThing.Trapped"/> counts who went there.</summary>
    [JsonStringEnumMemberName("redirect-loopback")]
    RedirectLoopback,

    /// <summary>Leads everybody to the metadata address of hosting providers.</summary>
    [JsonStringEnumMemberName("redirect-metadata")]
    RedirectMetadata,

    /// <summary>Has no description.</summary>
    [JsonStringEnumMemberName("no-td")]
    NoDescription,

    /// <summary>Has a description that is none: JSON without title and security.</summary>
    [JsonStringEnumMemberName("wrong-td")]
    WrongDescription,

    /// <summary>Takes connections and requests, and never answers.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>Closes every connection.</summary>
    [JsonStringEnumMemberName("gone")]
    Gone,

    /// <summary>Answers 500 when told to toggle.</summary>
    [JsonStringEnumMemberName("refuses-toggle")]
    RefusesToggle,

    /// <summary>Says that it toggled, and stays as it was.</summary>
    [JsonStringEnumMemberName("ignores-toggle")]
    IgnoresToggle,

    /// <summary>Has nothing to offer: no capability, no sensor.</summary>
    [JsonStringEnumMemberName("no-capability")]
    NoCapability,

    /// <summary>Measures in words and in units it did not declare.</summary>
    [JsonStringEnumMemberName("wrong-values")]
    WrongValues,

    /// <summary>Measures as fast as it is listened to.</summary>
    [JsonStringEnumMemberName("flood")]
    Flood,
}
