namespace Vedette.Media.Hub;

/// <summary>How much a hub remembers. The current group of pictures is always kept, within the hard limits.</summary>
/// <param name="Keep">How far back beyond the newest key unit units are kept, so that a reader may lag that long.</param>
/// <param name="MaxUnits">Hard limit in units, 16 to 65 536.</param>
/// <param name="MaxBytes">Hard limit in bytes of payload.</param>
public sealed record HubLimits(TimeSpan Keep, int MaxUnits, long MaxBytes)
{
    /// <summary>One second beyond the current group of pictures; at most 16 MiB.</summary>
    public static HubLimits Default { get; } = new(TimeSpan.FromSeconds(1), MaxUnits: 16_384, MaxBytes: 16 << 20);
}
