using System.Diagnostics.CodeAnalysis;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>What <c>bench record</c> prints: our figures with the last number of cameras, beside ffmpeg's or the first peer's, and everything else behind.</summary>
internal sealed record RecordReport : RecordFigures
{
    [SetsRequiredMembers]
    private RecordReport(RecordFigures ours, RecordFigures? peer, RecordConditions conditions, IReadOnlyList<RecordFigures> runs)
        : base(ours)
    {
        (Peer, CpuRatio, MemoryRatio) = (peer, peer?.CpuRatio, peer?.MemoryRatio);
        (Conditions, Runs, Goals) = (conditions, runs, RecordGoal.Judge(runs));
    }

    public RecordFigures? Peer { get; }

    public RecordConditions Conditions { get; }

    public IReadOnlyList<RecordGoal> Goals { get; }

    /// <summary>Every recorder with every number of cameras, in the order they were measured.</summary>
    public IReadOnlyList<RecordFigures> Runs { get; }

    public static RecordReport Of(RecordConditions conditions, IReadOnlyList<RecordFigures> runs)
    {
        var ours = runs.Last(run => run.Recorder == RecordPeers.Ours);
        var peers = runs.Where(run => run.Cameras == ours.Cameras && run.Recorder != RecordPeers.Ours && run.NotMeasured is null).ToList();
        return new RecordReport(ours, peers.Find(run => run.Recorder == RecordPeers.Ffmpeg) ?? peers.FirstOrDefault(), conditions, runs);
    }
}
