using System.Text.Json.Serialization;

namespace Vedette.Contracts.Sensing;

/// <summary>Whether a device answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviceStatus>))]
public enum DeviceStatus
{
    /// <summary>It answered the newest probe.</summary>
    [JsonStringEnumMemberName("online")]
    Online,

    /// <summary>It did not answer the newest probe.</summary>
    [JsonStringEnumMemberName("not-responding")]
    NotResponding,

    /// <summary>It has not answered for as long as the settings bear, 60 s unless set.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline,
}
