using System.Text.Json.Serialization;

namespace Vedette.Recording.Settings;

/// <summary>What of a camera is copied to the archive, when there is one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArchiveChoice>))]
internal enum ArchiveChoice
{
    /// <summary>Everything, footage of events first.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>Only footage of motion and incidents.</summary>
    [JsonStringEnumMemberName("events")]
    Events,

    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
