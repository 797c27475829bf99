using System.Text.Json.Serialization;

namespace Vedette.Recording.Verifying;

/// <summary>What is wrong with an archive. Kept words: programs read them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingCode>))]
internal enum FindingCode
{
    /// <summary>It is no sealed export, or packed anew by another program.</summary>
    [JsonStringEnumMemberName("not-sealed")]
    NotSealed,

    /// <summary>Its end is missing.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>Bytes of the archive around the files are not as they must be.</summary>
    [JsonStringEnumMemberName("archive-damaged")]
    ArchiveDamaged,

    /// <summary>The manifest is not what was signed.</summary>
    [JsonStringEnumMemberName("manifest-altered")]
    ManifestAltered,

    /// <summary>Somebody else signed.</summary>
    [JsonStringEnumMemberName("re-signed")]
    ReSigned,

    /// <summary>A file is not what was sealed.</summary>
    [JsonStringEnumMemberName("altered")]
    Altered,

    /// <summary>A file that was sealed is not there.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>A file that was not sealed is there.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>A file stands where another should, or bears another's name.</summary>
    [JsonStringEnumMemberName("reordered")]
    Reordered,

    /// <summary>A segment does not continue the one before it.</summary>
    [JsonStringEnumMemberName("chain-broken")]
    ChainBroken,

    /// <summary>A checkpoint does not vouch for what it should.</summary>
    [JsonStringEnumMemberName("checkpoint-wrong")]
    CheckpointWrong,

    /// <summary>Times contradict each other.</summary>
    [JsonStringEnumMemberName("time-wrong")]
    TimeWrong,

    /// <summary>A stretch of the range is neither there nor said to be missing.</summary>
    [JsonStringEnumMemberName("unaccounted")]
    Unaccounted,
}
