using System.Text.Json.Serialization;

namespace Vedette.Recording.Volumes;

/// <summary>What a volume is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VolumeRole>))]
internal enum VolumeRole
{
    /// <summary>Cameras are recorded to it.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>Written to only while no normal volume is well.</summary>
    [JsonStringEnumMemberName("standby")]
    Standby,
}
