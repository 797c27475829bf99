using System.Text.Json.Serialization;

namespace Vedette.Contracts.Inventory;

/// <summary>What a device is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviceKind>))]
public enum DeviceKind
{
    /// <summary>Sends pictures.</summary>
    [JsonStringEnumMemberName("camera")]
    Camera,

    /// <summary>A W3C Web of Things device: measures or acts.</summary>
    [JsonStringEnumMemberName("thing")]
    Thing,

    /// <summary>Makes noise when told to.</summary>
    [JsonStringEnumMemberName("siren")]
    Siren,
}
