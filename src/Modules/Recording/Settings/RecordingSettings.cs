namespace Vedette.Recording.Settings;

/// <summary>What an operator may change while cameras are recorded. Replaced as a whole.</summary>
internal sealed record RecordingSettings
{
    public static RecordingSettings Default { get; } = new();

    /// <summary>Length at which a segment ends with the next key picture, 2 to 60 s.</summary>
    public int SegmentSeconds { get; init; } = 10;

    /// <summary>Longest stretch of footage that is not on the device yet, 200 to 5 000 ms.</summary>
    public int FragmentMilliseconds { get; init; } = 1000;

    /// <summary>Most bytes of footage a volume holds; null for a share of its size.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Bytes of a volume left free; null for a share of its size.</summary>
    public long? ReserveBytes { get; init; }
}
