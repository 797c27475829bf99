using System.Text.Json.Serialization;

namespace Vedette.Recording.Archive;

/// <summary>Why the archive did not do what it was asked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArchiveCause>))]
internal enum ArchiveCause
{
    /// <summary>Nobody answers: no route, no name, no listener, no trusted certificate.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,

    /// <summary>The store does not let us in, or not do this.</summary>
    [JsonStringEnumMemberName("wrong-credentials")]
    WrongCredentials,

    /// <summary>There is no such bucket, or the folder is not the archive.</summary>
    [JsonStringEnumMemberName("no-bucket")]
    NoBucket,

    /// <summary>The store has no room.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>The store asks to be spared, or nothing moved for too long.</summary>
    [JsonStringEnumMemberName("slow")]
    Slow,

    /// <summary>The store says that it failed, or what it says makes no sense.</summary>
    [JsonStringEnumMemberName("server-error")]
    ServerError,

    /// <summary>The bytes are not those that were recorded.</summary>
    [JsonStringEnumMemberName("checksum")]
    Checksum,

    /// <summary>The file, or the copy, is not there.</summary>
    [JsonStringEnumMemberName("file-gone")]
    FileGone,
}
