using System.Diagnostics;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>Looks at a recorder at both ends of a window; what costs the machine something is looked at outside of it.</summary>
internal sealed class RecordingMeter(RecordPlan plan, ProcessTree? farm)
{
    /// <summary>The thread on which .NET compiles again what runs often, as the kernel shortens its name.</summary>
    public const string RuntimeCompiler = ".NET Tiered Com";

    public async Task<RecordingCost> MeasureAsync(IRecorder recorder, CancellationToken cancellation)
    {
        var cost = await WindowAsync(recorder, cancellation);
        return cost with
        {
            Calls = plan.Trace > TimeSpan.Zero ? await SystemCalls.CountAsync(recorder.Tree.Processes(), plan.Trace, cancellation) : null,
            Frames = await FrameCount.OfAsync(recorder.FilesOfOneCamera(), cancellation),
        };
    }

    private async Task<RecordingCost> WindowAsync(IRecorder recorder, CancellationToken cancellation)
    {
        var tree = recorder.Tree;
        var (switches, bytes, from) = (tree.Switches(), Size(recorder.Output), TimeProvider.System.GetUtcNow());
        var (machine, began) = (MachineLoad.Now(), Stopwatch.GetTimestamp());
        var (compiled, used, farmUsed) = (tree.ThreadSeconds(RuntimeCompiler), tree.Usage(), farm?.CpuSeconds());
        await Task.Delay(plan.Window, cancellation);
        var (usedNow, farmUsedNow) = (tree.Usage(), farm?.CpuSeconds());
        var (busy, window) = (MachineLoad.Now().PercentSince(machine), Stopwatch.GetElapsedTime(began));
        var to = TimeProvider.System.GetUtcNow();
        var (user, system) = usedNow.Since(used);
        return new RecordingCost
        {
            Window = window,
            UserSeconds = user,
            SystemSeconds = system,
            // The thread ends when it has had nothing to do for a while, and takes its figure along.
            CompilingSeconds = Math.Max(0, tree.ThreadSeconds(RuntimeCompiler) - compiled),
            Switches = Since(tree.Switches(), switches),
            ProportionalBytes = tree.ProportionalBytes(),
            PeakResidentBytes = tree.PeakResidentBytes(),
            Processes = tree.Processes().Count,
            Threads = tree.Threads(),
            Bytes = Size(recorder.Output) - bytes,
            BusyPercent = busy,
            FarmCpuSeconds = farmUsedNow - farmUsed,
            Span = await recorder.AccountAsync(from, to, cancellation),
            Restarts = recorder.Restarts,
        };
    }

    // A thread that ended takes its count with it; there are few.
    private static (long Voluntary, long Involuntary) Since(
        Dictionary<string, (long Voluntary, long Involuntary)> now, Dictionary<string, (long Voluntary, long Involuntary)> then) =>
        now.Select(thread => (thread.Value.Voluntary - then.GetValueOrDefault(thread.Key).Voluntary, thread.Value.Involuntary - then.GetValueOrDefault(thread.Key).Involuntary))
            .Aggregate((Voluntary: 0L, Involuntary: 0L), (sum, each) => (sum.Voluntary + each.Item1, sum.Involuntary + each.Item2));

    private static long Size(DirectoryInfo output) => output.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
}
