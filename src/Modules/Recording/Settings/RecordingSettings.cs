using System.Text.Json.Serialization;

namespace Vedette.Recording.Settings;

/// <summary>What an operator may change while cameras are recorded. Replaced as a whole.</summary>
internal sealed record RecordingSettings
{
    // The longest way of a picture from the camera's socket (read ten times a second when nobody watches) into a fragment (ten rounds a second).
    private const int FetchMilliseconds = 200;

    public static RecordingSettings Default { get; } = new();

    /// <summary>Length at which a segment ends with the next key picture, 2 to 60 s.</summary>
    public int SegmentSeconds { get; init; } = 10;

    /// <summary>
    /// Longest stretch of footage that is not on the device yet, 200 to 5 000 ms. Collecting pictures and waiting for the
    /// commit share it; below 800 ms the rounds of collecting add up to 200 ms.
    /// </summary>
    public int FragmentMilliseconds { get; init; } = 1000;

    /// <summary>How often what was written is made durable, 50 to 2 000 ms, at most a quarter of a fragment's time.</summary>
    public int CommitMilliseconds { get; init; } = 250;

    /// <summary>Most bytes of footage a volume holds; null for a share of its size.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Bytes of a volume left free; null for a share of its size.</summary>
    public long? ReserveBytes { get; init; }

    /// <summary>The retention template a new camera gets.</summary>
    public string DefaultTemplate { get; init; } = RetentionTemplate.Initial;

    /// <summary>How long a written fragment may wait for the others.</summary>
    [JsonIgnore]
    public TimeSpan CommitInterval => TimeSpan.FromMilliseconds(Math.Min(CommitMilliseconds, FragmentMilliseconds / 4));

    /// <summary>How long a fragment collects pictures: what the bound leaves for it, and at least half of it.</summary>
    [JsonIgnore]
    public TimeSpan CollectingTime => TimeSpan.FromMilliseconds(
        Math.Max(FragmentMilliseconds / 2, FragmentMilliseconds - FetchMilliseconds - (int)CommitInterval.TotalMilliseconds));

    /// <summary>Whether segments are encrypted from the next one on. Those that are written stay as they are.</summary>
    public bool EncryptFootage { get; init; }
}
