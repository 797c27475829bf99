using System.Globalization;
using System.Text.RegularExpressions;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>System calls of processes, counted for a short while with perf, or strace where perf may not.</summary>
/// <param name="CountedBy">With what; "not allowed" when with nothing.</param>
/// <param name="PerSecond">How many a second, by name, the most frequent first.</param>
internal sealed partial record SystemCalls(string CountedBy, IReadOnlyDictionary<string, double> PerSecond)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public double AllPerSecond => PerSecond.Values.Sum();

    public double FlushesPerSecond => PerSecond.Where(call => call.Key is "fsync" or "fdatasync" or "syncfs").Sum(call => call.Value);

    public static async Task<SystemCalls> CountAsync(IReadOnlyList<int> processes, TimeSpan window, CancellationToken cancellation)
    {
        var (file, seconds) = (Path.GetTempFileName(), ((int)window.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        try
        {
            _ = await Tool.RunAsync("perf", ["trace", "-s", "-o", file, "-p", string.Join(',', processes), "--", "sleep", seconds], window + Patience, cancellation);
            if (Read(await File.ReadAllTextAsync(file, cancellation), PerfLine(), window) is { Count: > 0 } seen)
            {
                return new SystemCalls("perf trace", seen);
            }

            var attached = processes.SelectMany(process => new[] { "-p", process.ToString(CultureInfo.InvariantCulture) });
            _ = await Tool.RunAsync(
                "timeout", ["-s", "INT", seconds, "strace", "-c", "-f", "-U", "name,calls", "-o", file, .. attached], window + Patience, cancellation);
            return Read(await File.ReadAllTextAsync(file, cancellation), StraceLine(), window) is { Count: > 0 } traced
                ? new SystemCalls("strace -c", traced)
                : new SystemCalls("not allowed", new Dictionary<string, double>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, double> Read(string summary, Regex line, TimeSpan window) => summary.Split('\n')
        .Select(text => line.Match(text))
        .Where(match => match.Success && match.Groups["name"].Value != "total")
        .GroupBy(match => match.Groups["name"].Value, match => long.Parse(match.Groups["calls"].ValueSpan, CultureInfo.InvariantCulture))
        .Select(calls => (Name: calls.Key, Rate: Math.Round(calls.Sum() / window.TotalSeconds, 2)))
        .OrderByDescending(call => call.Rate)
        .ToDictionary(call => call.Name, call => call.Rate);

    [GeneratedRegex(@"^\s+(?<name>[a-z_0-9]+)\s+(?<calls>\d+)\s+\d+\s+[\d.]+\s")]
    private static partial Regex PerfLine();

    [GeneratedRegex(@"^(?<name>[a-z_0-9]+)\s+(?<calls>\d+)\s*$")]
    private static partial Regex StraceLine();
}
