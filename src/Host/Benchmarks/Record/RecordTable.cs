using System.Globalization;
using System.Text;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>The figures as Markdown tables, to be read and to be pasted.</summary>
internal static class RecordTable
{
    public const string Head =
        "| recorder | cameras | CPU s/camera-minute | user + system | ours / it | PSS MB | MB/camera | switches/camera-s (forced) | calls/camera-s | flushes/s | threads | Mbit/s/camera | files | gaps | frames of a file | busy |\n"
        + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";

    public static string Row(RecordFigures run) => run.NotMeasured is { } why
        ? $"| {run.Recorder} | {run.Cameras} | not measured: {why} | | | | | | | | | | | | | |"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"| {run.Recorder} | {run.Cameras} | {run.CpuSecondsPerCameraMinute:0.0000}{Compiling(run)} | {run.UserSecondsPerCameraMinute:0.000} + {run.SystemSecondsPerCameraMinute:0.000} | {run.CpuRatio:0.00} | {run.PssMb:0.0} | {Memory(run)} | {run.VoluntarySwitchesPerCameraSecond:0.0} ({run.InvoluntarySwitchesPerCameraSecond:0.0}) | {Calls(run)} | {run.FlushesPerSecond:0.0} | {run.Threads} | {run.MbitPerCameraSecond:0.00} | {run.Segments} | {Gaps(run)} | {Frames(run)} | {run.MachineBusyPercent:0} % |");

    public static string Of(RecordReport report)
    {
        var text = new StringBuilder();
        var (conditions, idle) = (report.Conditions, report.Conditions.Idle);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Cameras: {conditions.Farm}. Machine: {conditions.Machine}. Window {report.Seconds:0} s after {conditions.WarmUpSeconds:0} s; the batched floors read every {conditions.TickMs:0} ms. Our program without cameras: {idle.CpuSecondsPerMinute:0.000} CPU s/minute, {idle.PssMb:0.0} MB, {idle.Threads} threads.");
        foreach (var runs in report.Runs.GroupBy(run => run.Cameras))
        {
            text.AppendLine().AppendLine(Head);
            foreach (var run in runs)
            {
                text.AppendLine(Row(run));
            }
        }

        text.AppendLine().AppendLine("| goal | cameras | measured | at most | met |").AppendLine("|---|--:|--:|--:|---|");
        foreach (var goal in report.Goals)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {goal.Goal} | {goal.Cameras} | {goal.Value:0.###} | {goal.Limit:0.###} | {(goal.IsMet ? "yes" : "no")} |");
        }

        text.AppendLine().AppendLine("| recorder | cameras | system calls per camera and second |").AppendLine("|---|--:|---|");
        foreach (var run in report.Runs.Where(run => run.SystemCallsByName is not null))
        {
            var calls = run.SystemCallsByName!.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key} {call.Value:0.##}"));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {run.Recorder} | {run.Cameras} | {string.Join(", ", calls)} |");
        }

        return text.ToString();
    }

    private static string Compiling(RecordFigures run) =>
        run.CompilingSecondsPerCameraMinute is { } compiling ? string.Create(CultureInfo.InvariantCulture, $" (compiling {compiling:0.0000})") : "";

    private static string Memory(RecordFigures run) => string.Create(
        CultureInfo.InvariantCulture, $"{run.PssMbPerCamera:0.00}{(run.PssMbPerCameraAboveIdle is { } above ? $" (above idle {above:0.00})" : "")}");

    private static string Calls(RecordFigures run) =>
        run.SystemCallsPerCameraSecond is { } calls ? calls.ToString("0.0", CultureInfo.InvariantCulture) : run.SystemCallsCountedBy ?? "";

    private static string Gaps(RecordFigures run) => run.Restarts > 0 ? $"{run.Gaps} (restarts {run.Restarts})" : $"{run.Gaps}";

    private static string Frames(RecordFigures run) => run.MiddleFile is { } file
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Frames} in {file.Seconds:0.0} s{(file.Lost > 0 ? $", {file.Lost} lost" : "")}")
        : "";
}
