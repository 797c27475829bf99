using Vedette.Foundation;

namespace Vedette.Recording.Evidence;

/// <summary>How far the checkpoints have come. Kept beside the journal so that a start reads a day of it, not all.</summary>
internal sealed record CheckpointHead
{
    public static CheckpointHead Nothing { get; } = new();

    /// <summary>The last checkpoint's; 0 before the first.</summary>
    public long Sequence { get; init; }

    /// <summary>The last checkpoint's; null before the first.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>The key the last checkpoint was signed with.</summary>
    public string? Key { get; init; }

    /// <summary>The journal's last day: it never grows backwards, whatever the clock does.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The last segment of each camera that lies in a checkpoint.</summary>
    public IReadOnlyDictionary<CameraId, CameraHead> Cameras { get; init; } = new Dictionary<CameraId, CameraHead>();

    /// <summary>What is known after one more checkpoint.</summary>
    /// <exception cref="FormatException">The entry is none of ours.</exception>
    public CheckpointHead After(CheckpointEntry entry, DateOnly day)
    {
        var checkpoint = Checkpoint.Parse(entry.Statement);
        var cameras = new Dictionary<CameraId, CameraHead>(Cameras);
        foreach (var leaf in entry.Leaves.Select(CheckpointLeaf.Parse))
        {
            cameras[leaf.CameraId] = new CameraHead(leaf.Segments[^1].Sequence, leaf.Chain);
        }

        return new CheckpointHead
        {
            Sequence = checkpoint.Sequence,
            Hash = Checkpoint.HashOf(entry.Statement),
            Key = checkpoint.Key,
            Day = day,
            Cameras = cameras,
        };
    }
}

/// <summary>The last segment of a camera that lies in a checkpoint, and its chain hash.</summary>
internal sealed record CameraHead(long Sequence, byte[] Chain);
