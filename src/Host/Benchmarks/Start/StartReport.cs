namespace Vedette.Host.Benchmarks.Start;

/// <summary>What <c>bench start</c> found.</summary>
/// <param name="Machine">Cores, processor and kernel.</param>
/// <param name="SettleSeconds">From ready to the idle window.</param>
/// <param name="WindowSeconds">Length of the idle window.</param>
/// <param name="Starts">Ours and others'.</param>
/// <param name="Idle">Ours and others'.</param>
/// <param name="Goals">Of ours on SQLite.</param>
internal sealed record StartReport(
    string Machine,
    double SettleSeconds,
    double WindowSeconds,
    IReadOnlyList<StartFigures> Starts,
    IReadOnlyList<IdleCost> Idle,
    IReadOnlyList<StartGoal> Goals)
{
    public static StartReport Of(string machine, StartPlan plan, IReadOnlyList<StartFigures> starts, IReadOnlyList<IdleCost> idle)
    {
        var (again, resting) = (starts.First(start => start.Start == StartBenchmark.Again), idle.First(cost => cost.Program == StartBenchmark.Ours));
        return new StartReport(machine, plan.Settle.TotalSeconds, plan.Window.TotalSeconds, starts, idle,
        [
            StartGoal.Of("seconds until ready", again.ReadySeconds!.Median, 1),
            StartGoal.Of("seconds until the first fragment is on disk (2.5, and the camera's 2 until its next key picture)", again.RecordedSeconds!.Median, 4.5),
            StartGoal.Of("idle CPU seconds a minute", resting.CpuSecondsPerMinute, 0.15),
            StartGoal.Of("idle PSS in MB", resting.PssMb, 80),
        ]);
    }
}
