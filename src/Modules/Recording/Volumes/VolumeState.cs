using System.Text.Json.Serialization;

namespace Vedette.Recording.Volumes;

/// <summary>How a volume is. Only an online one is written to; a full one when there is no other.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VolumeState>))]
internal enum VolumeState
{
    /// <summary>It is there, it is ours, it takes what is written.</summary>
    [JsonStringEnumMemberName("online")]
    Online,

    /// <summary>There is nothing at its path, or not the volume: usually a mount that is not there.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>Something is there that is not ours: another volume, another installation's, or an older copy of ours.</summary>
    [JsonStringEnumMemberName("foreign")]
    Foreign,

    /// <summary>It can be read and not written.</summary>
    [JsonStringEnumMemberName("read-only")]
    ReadOnly,

    /// <summary>It answers with errors.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It does not answer.</summary>
    [JsonStringEnumMemberName("stalled")]
    Stalled,

    /// <summary>It has no room, and nothing that may be deleted makes any.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>Somebody took it out of use; its footage is shown as long as it is there.</summary>
    [JsonStringEnumMemberName("detached")]
    Detached,
}
