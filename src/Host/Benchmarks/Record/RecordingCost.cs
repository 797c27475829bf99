namespace Vedette.Host.Benchmarks.Record;

/// <summary>What a recorder used in the measured window, its whole process tree counted.</summary>
internal sealed record RecordingCost
{
    public required TimeSpan Window { get; init; }

    public required double UserSeconds { get; init; }

    public required double SystemSeconds { get; init; }

    /// <summary>The part of both in which .NET compiled again what runs often.</summary>
    public required double CompilingSeconds { get; init; }

    /// <summary>A thread waited (voluntary), or another one was put in its place (involuntary).</summary>
    public required (long Voluntary, long Involuntary) Switches { get; init; }

    /// <summary>At the window's end: shared pages count once for all who share them.</summary>
    public required long ProportionalBytes { get; init; }

    /// <summary>Sum of the processes' peak resident sizes.</summary>
    public required long PeakResidentBytes { get; init; }

    public required int Processes { get; init; }

    public required int Threads { get; init; }

    /// <summary>Written to the disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Of the whole machine: shows a disturbed run.</summary>
    public required double BusyPercent { get; init; }

    /// <summary>Of the farm, when it is ours.</summary>
    public double? FarmCpuSeconds { get; init; }

    public RecordedSpan Span { get; init; } = new(0, 0);

    public int Restarts { get; init; }

    public SystemCalls? Calls { get; init; }

    public FrameCount? Frames { get; init; }

    public double CpuSeconds => UserSeconds + SystemSeconds;
}
