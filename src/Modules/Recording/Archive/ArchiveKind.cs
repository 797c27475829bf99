using System.Text.Json.Serialization;

namespace Vedette.Recording.Archive;

/// <summary>Where copies go.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArchiveKind>))]
internal enum ArchiveKind
{
    /// <summary>Nowhere.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>To a folder of this machine: another disk, a mounted share.</summary>
    [JsonStringEnumMemberName("folder")]
    Folder,

    /// <summary>To a bucket of a store that speaks S3.</summary>
    [JsonStringEnumMemberName("s3")]
    S3,
}
