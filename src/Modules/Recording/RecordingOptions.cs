using System.ComponentModel.DataAnnotations;

namespace Vedette.Recording;

/// <summary>What is decided before the module starts. What may change while it runs is in the settings.</summary>
internal sealed record RecordingOptions
{
    /// <summary>Directory footage is written to; the recordings folder of the data directory when absent.</summary>
    public string? Volume { get; init; }

    /// <summary>Threads that write to each volume. One slow write holds up the cameras that share its thread, no others.</summary>
    [Range(1, 16)]
    public int DiskThreads { get; init; } = 2;

    /// <summary>Seconds inside one write or flush after which a volume counts as stalled and its cameras go elsewhere.</summary>
    [Range(1, 60)]
    public int StallSeconds { get; init; } = 10;

    /// <summary>How often new pictures are collected from all feeds. Fewer rounds cost less CPU, more lose less at a crash.</summary>
    [Range(50, 1000)]
    public int RoundMilliseconds { get; init; } = 100;

    /// <summary>Hour of the night, by this machine's time zone, at which every file is held against what was recorded.</summary>
    [Range(0, 23)]
    public int ScrubHour { get; init; } = 3;

    /// <summary>Bytes a second that is done with, at most, so that recording and playback do not notice.</summary>
    [Range(1 << 16, 1L << 40)]
    public long ScrubBytesPerSecond { get; init; } = 20 << 20;
}
