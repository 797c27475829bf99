namespace Vedette.Host.Benchmarks.Record;

/// <summary>What the recorder shall keep to, and whether it did.</summary>
/// <param name="Goal">In words.</param>
/// <param name="Cameras">With how many.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limit">The most it may be.</param>
/// <param name="IsMet">Whether it is not more.</param>
internal sealed record RecordGoal(string Goal, int Cameras, double Value, double Limit, bool IsMet)
{
    private const int Many = 32;

    public static IReadOnlyList<RecordGoal> Judge(IReadOnlyList<RecordFigures> runs)
    {
        var ours = runs.Where(run => run is { Recorder: RecordPeers.Ours, NotMeasured: null }).OrderBy(run => run.Cameras).ToList();
        return
        [
            .. Ratios(runs, RecordPeers.Ffmpeg, "CPU, ours / ffmpeg's", 1 / 3.0),
            .. Ratios(runs, RecordPeers.BatchedFloor, "CPU, ours / the batched floor's", 1.5),
            .. Ratios(runs, RecordPeers.FlushedFloor, "CPU, ours / the batched floor's that flushes as we do", 1.5),
            .. Ratios(runs, RecordPeers.HashedFloor, "CPU, ours / the batched floor's that flushes and hashes as we do", 1.5),
            .. ours.Where(run => run is { Cameras: >= Many, PssMbPerCameraAboveIdle: not null })
                .Select(run => Of("MB for a camera above the idle program", run.Cameras, run.PssMbPerCameraAboveIdle!.Value, 4)),
            .. ours.Select(run => Of("gaps", run.Cameras, run.Gaps, 0)),
            .. ours.Count > 1
                ? [Of($"CPU for a camera, of {ours[^1].Cameras} / of {ours[0].Cameras}", ours[^1].Cameras, ours[^1].CpuSecondsPerCameraMinute / ours[0].CpuSecondsPerCameraMinute, 1.2)]
                : Array.Empty<RecordGoal>(),
        ];
    }

    private static IEnumerable<RecordGoal> Ratios(IReadOnlyList<RecordFigures> runs, string peer, string goal, double limit) => runs
        .Where(run => run.Recorder == peer && run is { Cameras: >= Many, CpuRatio: not null })
        .Select(run => Of(goal, run.Cameras, run.CpuRatio!.Value, limit));

    private static RecordGoal Of(string goal, int cameras, double value, double limit) =>
        new(goal, cameras, Math.Round(value, 3), Math.Round(limit, 3), value <= limit + 0.0005);
}
