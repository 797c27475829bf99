using System.Globalization;
using System.Text.RegularExpressions;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>System calls of processes, counted for a short while with perf, or strace where perf may not.</summary>
/// <param name="CountedBy">With what; "not allowed" when with nothing.</param>
/// <param name="PerSecond">How many a second.</param>
/// <param name="FlushesPerSecond">How many of them are fsync, fdatasync or syncfs.</param>
/// <param name="ByName">How many a second by name, the most frequent first. A tracer that cannot follow loses some of each.</param>
internal sealed partial record SystemCalls(string CountedBy, double PerSecond, double FlushesPerSecond, IReadOnlyDictionary<string, double> ByName)
{
    private const string Every = "raw_syscalls:sys_enter";
    private static readonly string[] Flushes = ["fsync", "fdatasync", "syncfs"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<SystemCalls> CountAsync(IReadOnlyList<int> processes, TimeSpan window, CancellationToken cancellation) =>
        await PerfAsync(processes, window, cancellation)
            ?? await StraceAsync(processes, window, cancellation)
            ?? new SystemCalls("not allowed", 0, 0, new Dictionary<string, double>());

    /// <summary>The kernel counts all of them; names come from a trace beside it.</summary>
    private static async Task<SystemCalls?> PerfAsync(IReadOnlyList<int> processes, TimeSpan window, CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            string[] target = ["-p", string.Join(',', processes), "--", "sleep", Seconds(window)];
            var events = string.Join(',', Flushes.Select(call => $"syscalls:sys_enter_{call}").Append(Every));
            var counting = Tool.RunAsync("perf", ["stat", "-x", ";", "-e", events, .. target], window + Patience, cancellation);
            var tracing = Tool.RunAsync("perf", ["trace", "-s", "-o", file, .. target], window + Patience, cancellation);
            var counts = Sum((await counting)?.Errors ?? "", StatLine(), window);
            _ = await tracing;
            return counts.TryGetValue(Every, out var all)
                ? new SystemCalls("perf", all, counts.Values.Sum() - all, Sum(await File.ReadAllTextAsync(file, cancellation), TraceLine(), window))
                : null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<SystemCalls?> StraceAsync(IReadOnlyList<int> processes, TimeSpan window, CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            var attached = processes.SelectMany(process => new[] { "-p", process.ToString(CultureInfo.InvariantCulture) });
            _ = await Tool.RunAsync(
                "timeout", ["-s", "INT", Seconds(window), "strace", "-c", "-f", "-U", "name,calls", "-o", file, .. attached], window + Patience, cancellation);
            var names = Sum(await File.ReadAllTextAsync(file, cancellation), StraceLine(), window);
            _ = names.Remove("total");
            return names.Count == 0 ? null : new SystemCalls("strace", names.Values.Sum(), Flushes.Sum(call => names.GetValueOrDefault(call)), names);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, double> Sum(string text, Regex line, TimeSpan window) => text.Split('\n')
        .Select(each => line.Match(each))
        .Where(match => match.Success)
        .GroupBy(match => match.Groups["name"].Value, match => long.Parse(match.Groups["calls"].ValueSpan, CultureInfo.InvariantCulture))
        .Select(calls => (Name: calls.Key, Rate: Math.Round(calls.Sum() / window.TotalSeconds, 2)))
        .OrderByDescending(call => call.Rate)
        .ToDictionary(call => call.Name, call => call.Rate);

    private static string Seconds(TimeSpan window) => ((int)window.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<calls>\d+);[^;]*;(?<name>[\w:]+);")]
    private static partial Regex StatLine();

    [GeneratedRegex(@"^\s+(?<name>[a-z_0-9]+)\s+(?<calls>\d+)\s+\d+\s+[\d.]+\s")]
    private static partial Regex TraceLine();

    [GeneratedRegex(@"^(?<name>[a-z_0-9]+)\s+(?<calls>\d+)\s*$")]
    private static partial Regex StraceLine();
}
