using System.Text.Json.Serialization;

namespace Vedette.Recording.Archive;

/// <summary>How the archive does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArchiveState>))]
internal enum ArchiveState
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    /// <summary>It takes what it is given.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy,

    /// <summary>It was not asked yet, or is away for a moment.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>It is away for long, or needs somebody to do something.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,
}
