using System.Globalization;
using System.Text;

namespace Vedette.Host.Benchmarks.Start;

/// <summary>The figures as Markdown tables, to be read and to be pasted.</summary>
internal static class StartTable
{
    public static string Of(StartReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Machine: {report.Machine}. Medians (least to most) of {report.Starts[0].Runs} starts. Idle: {report.WindowSeconds:0} s, {report.SettleSeconds:0} s after the start, no camera.");
        text.AppendLine().AppendLine("| start | ready, s | CPU until then, s | first pictures on disk, s |").AppendLine("|---|--:|--:|--:|");
        foreach (var start in report.Starts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {start.Start} | {Cell(start.ReadySeconds)} | {Cell(start.ReadyCpuSeconds)} | {Cell(start.RecordedSeconds)} |");
        }

        text.AppendLine()
            .AppendLine("| idle | CPU s/minute | switches/s | system calls/s | PSS MB | RSS MB | heap (committed) MB | threads | machine busy |")
            .AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var idle in report.Idle)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {idle.Program} | {idle.CpuSecondsPerMinute:0.000} | {idle.SwitchesPerSecond:0.0} | {idle.SystemCallsPerSecond:0.0} | {idle.PssMb:0.0} | {idle.RssMb:0.0} | {idle.HeapMb:0.0} ({idle.CommittedMb:0.0}) | {idle.Threads} | {idle.MachineBusyPercent:0} % |");
        }

        text.AppendLine().AppendLine("| goal | measured | at most | met |").AppendLine("|---|--:|--:|---|");
        foreach (var goal in report.Goals)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {goal.Goal} | {goal.Value:0.###} | {goal.Limit:0.###} | {(goal.IsMet ? "yes" : "no")} |");
        }

        return text.ToString();
    }

    private static string Cell(Spread? spread) =>
        spread is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{spread.Median:0.00} ({spread.Least:0.00} to {spread.Most:0.00})");
}
