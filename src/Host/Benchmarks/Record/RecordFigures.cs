namespace Vedette.Host.Benchmarks.Record;

/// <summary>The figures of one recorder with so many cameras, as printed.</summary>
internal record RecordFigures
{
    private const double Megabyte = 1 << 20;
    private const int TopCalls = 10;

    public required string Recorder { get; init; }

    public required int Cameras { get; init; }

    /// <summary>Why it was not measured; all else is zero then.</summary>
    public string? NotMeasured { get; init; }

    public double Seconds { get; init; }

    public double CpuSecondsPerCameraMinute { get; init; }

    public double UserSecondsPerCameraMinute { get; init; }

    public double SystemSecondsPerCameraMinute { get; init; }

    /// <summary>The part of it in which .NET compiled again what runs often: a young process's alone.</summary>
    public double? CompilingSecondsPerCameraMinute { get; init; }

    /// <summary>CPU ours / this one's, with as many cameras.</summary>
    public double? CpuRatio { get; init; }

    /// <summary>Proportional memory ours / this one's, with as many cameras.</summary>
    public double? MemoryRatio { get; init; }

    public double PeakRssMb { get; init; }

    public double RssMbPerCamera { get; init; }

    public double PssMb { get; init; }

    public double PssMbPerCamera { get; init; }

    /// <summary>Beyond what the program uses without cameras; of ours alone.</summary>
    public double? PssMbPerCameraAboveIdle { get; init; }

    public double VoluntarySwitchesPerCameraSecond { get; init; }

    public double InvoluntarySwitchesPerCameraSecond { get; init; }

    /// <summary>With what system calls were counted; null when they were not.</summary>
    public string? SystemCallsCountedBy { get; init; }

    public double? SystemCallsPerCameraSecond { get; init; }

    /// <summary>The ten most frequent.</summary>
    public Dictionary<string, double>? SystemCallsByName { get; init; }

    /// <summary>fsync, fdatasync and syncfs of the whole recorder.</summary>
    public double? FlushesPerSecond { get; init; }

    public int Processes { get; init; }

    public int Threads { get; init; }

    public long Bytes { get; init; }

    public double MbitPerCameraSecond { get; init; }

    public int Segments { get; init; }

    public int Gaps { get; init; }

    public int Restarts { get; init; }

    /// <summary>The pictures of one file from the middle; null when none was finished or it is of no format.</summary>
    public FrameCount? MiddleFile { get; init; }

    public double MachineBusyPercent { get; init; }

    public double? FarmCpuSecondsPerCameraMinute { get; init; }

    public static RecordFigures Of(string recorder, int cameras, RecordingCost cost)
    {
        var (cameraMinutes, cameraSeconds) = (cameras * cost.Window.TotalMinutes, cameras * cost.Window.TotalSeconds);
        var counts = cost.Calls is { PerSecond: > 0 } calls ? calls : null;
        return new RecordFigures
        {
            Recorder = recorder,
            Cameras = cameras,
            Seconds = Math.Round(cost.Window.TotalSeconds, 1),
            CpuSecondsPerCameraMinute = Math.Round(cost.CpuSeconds / cameraMinutes, 4),
            UserSecondsPerCameraMinute = Math.Round(cost.UserSeconds / cameraMinutes, 4),
            SystemSecondsPerCameraMinute = Math.Round(cost.SystemSeconds / cameraMinutes, 4),
            CompilingSecondsPerCameraMinute = recorder == RecordPeers.Ours ? Math.Round(cost.CompilingSeconds / cameraMinutes, 4) : null,
            PeakRssMb = Math.Round(cost.PeakResidentBytes / Megabyte, 1),
            RssMbPerCamera = Math.Round(cost.PeakResidentBytes / Megabyte / cameras, 2),
            PssMb = Math.Round(cost.ProportionalBytes / Megabyte, 1),
            PssMbPerCamera = Math.Round(cost.ProportionalBytes / Megabyte / cameras, 2),
            VoluntarySwitchesPerCameraSecond = Math.Round(cost.Switches.Voluntary / cameraSeconds, 2),
            InvoluntarySwitchesPerCameraSecond = Math.Round(cost.Switches.Involuntary / cameraSeconds, 2),
            SystemCallsCountedBy = cost.Calls?.CountedBy,
            SystemCallsPerCameraSecond = counts is null ? null : Math.Round(counts.PerSecond / cameras, 1),
            SystemCallsByName = counts?.ByName.Take(TopCalls).ToDictionary(call => call.Key, call => Math.Round(call.Value / cameras, 2)),
            FlushesPerSecond = counts is null ? null : Math.Round(counts.FlushesPerSecond, 2),
            Processes = cost.Processes,
            Threads = cost.Threads,
            Bytes = cost.Bytes,
            MbitPerCameraSecond = Math.Round(cost.Bytes * 8 / 1e6 / cameraSeconds, 2),
            Segments = cost.Span.Segments,
            Gaps = cost.Span.Gaps,
            Restarts = cost.Restarts,
            MiddleFile = cost.Frames,
            MachineBusyPercent = Math.Round(cost.BusyPercent, 1),
            FarmCpuSecondsPerCameraMinute = cost.FarmCpuSeconds is { } farm ? Math.Round(farm / cameraMinutes, 4) : null,
        };
    }

    public static RecordFigures Without(string recorder, int cameras, string why) => new() { Recorder = recorder, Cameras = cameras, NotMeasured = why };

    /// <summary>With our own as many cameras beside it.</summary>
    public RecordFigures Beside(RecordFigures ours) => NotMeasured is not null || ours.NotMeasured is not null ? this : this with
    {
        CpuRatio = Ratio(ours.CpuSecondsPerCameraMinute, CpuSecondsPerCameraMinute),
        MemoryRatio = Ratio(ours.PssMb, PssMb),
    };

    private static double? Ratio(double ours, double theirs) => theirs > 0 ? Math.Round(ours / theirs, 3) : null;
}
