using System.Text.Json.Serialization;

namespace Vedette.Recording.Settings;

/// <summary>What of a camera is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingMode>))]
internal enum RecordingMode
{
    /// <summary>Everything.</summary>
    [JsonStringEnumMemberName("continuous")]
    Continuous,

    /// <summary>Only what surrounds an event.</summary>
    [JsonStringEnumMemberName("events")]
    Events,
}
