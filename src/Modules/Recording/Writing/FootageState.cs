using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>What is true of a camera's footage right now, as the disk confirmed it. Immutable; replaced as a whole.</summary>
internal sealed record FootageState
{
    public static FootageState Nothing { get; } = new();

    /// <summary>The segment being written; its end and bytes are what was flushed.</summary>
    public Segment? Open { get; init; }

    /// <summary>The last complete segment.</summary>
    public Segment? Last { get; init; }

    /// <summary>The gap that is open, if any.</summary>
    public Gap? CurrentGap { get; init; }

    /// <summary>Files with a lower sequence are complete; 0 until the camera's folder was looked at after the start.</summary>
    public long CompleteBelow { get; init; }

    /// <summary>When the device last confirmed a fragment.</summary>
    public DateTimeOffset? FlushedAt { get; init; }
}
