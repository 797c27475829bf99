using Vedette.Foundation;

namespace Vedette.Recording.Verifying;

/// <summary>Something that is wrong.</summary>
/// <param name="Code">What kind of thing.</param>
/// <param name="Text">In words for people.</param>
internal sealed record Finding(FindingCode Code, string Text)
{
    /// <summary>The file it is about; null for the archive itself.</summary>
    public string? File { get; init; }

    /// <summary>First byte, counted from the file's beginning, or the archive's.</summary>
    public long? FirstByte { get; init; }

    /// <summary>Last byte.</summary>
    public long? LastByte { get; init; }

    public CameraId? CameraId { get; init; }

    /// <summary>The segment's number.</summary>
    public long? Sequence { get; init; }
}
