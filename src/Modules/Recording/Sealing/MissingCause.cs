namespace Vedette.Recording.Sealing;

/// <summary>Why a segment is not in a sealed export. Kept words: they stand in manifests.</summary>
internal static class MissingCause
{
    /// <summary>The node had it once and has it no more: retention, or somebody, deleted it.</summary>
    public const string Deleted = "deleted";

    /// <summary>It was not closed when the export was made.</summary>
    public const string BeingWritten = "being-written";

    /// <summary>Its volume or its archive could not be reached.</summary>
    public const string NotReachable = "not-reachable";

    /// <summary>Its bytes are not those that were recorded.</summary>
    public const string Damaged = "damaged";
}
