namespace Vedette.Host.Benchmarks;

/// <summary>The figures of <c>bench record</c>, as printed.</summary>
internal sealed record RecordFigures
{
    private const double Megabyte = 1 << 20;

    public required int Cameras { get; init; }

    public required double Seconds { get; init; }

    public required double CpuSecondsPerCameraMinute { get; init; }

    public required double PeakRssMb { get; init; }

    public required double RssMbPerCamera { get; init; }

    public required double PssMb { get; init; }

    public required long Bytes { get; init; }

    public required int Segments { get; init; }

    public required int Gaps { get; init; }

    public double? CpuRatio { get; init; }

    public double? MemoryRatio { get; init; }

    public RecordFigures? Peer { get; init; }

    public static RecordFigures Of(RecordingLoad load, RecordingCost ours, RecordingCost? theirs) => Of(load, ours) with
    {
        CpuRatio = theirs is null ? null : Math.Round(ours.CpuSeconds / theirs.CpuSeconds, 3),
        MemoryRatio = theirs is null ? null : Math.Round((double)ours.ProportionalBytes / theirs.ProportionalBytes, 3),
        Peer = theirs is null ? null : Of(load, theirs),
    };

    private static RecordFigures Of(RecordingLoad load, RecordingCost cost) => new()
    {
        Cameras = load.Cameras,
        Seconds = load.Window.TotalSeconds,
        CpuSecondsPerCameraMinute = Math.Round(cost.CpuSeconds / load.Cameras / load.Window.TotalMinutes, 4),
        PeakRssMb = Math.Round(cost.PeakResidentBytes / Megabyte, 1),
        RssMbPerCamera = Math.Round(cost.PeakResidentBytes / Megabyte / load.Cameras, 2),
        PssMb = Math.Round(cost.ProportionalBytes / Megabyte, 1),
        Bytes = cost.Bytes,
        Segments = cost.Segments,
        Gaps = cost.Gaps,
    };
}
