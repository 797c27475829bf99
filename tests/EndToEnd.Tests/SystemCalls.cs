using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The system calls of a running process, counted by strace for some seconds.</summary>
internal sealed class SystemCalls
{
    private readonly Dictionary<string, int> _calls;

    private SystemCalls(Dictionary<string, int> calls, TimeSpan elapsed) => (_calls, Elapsed) = (calls, elapsed);

    public TimeSpan Elapsed { get; }

    public static async Task<SystemCalls> CountAsync(int process, TimeSpan length)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        var table = Path.GetTempFileName();
        var start = new ProcessStartInfo("/usr/bin/strace", ["-f", "-c", "-o", table, "-p", process.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        };
        using var strace = Process.Start(start)!;
        var first = await strace.StandardError.ReadLineAsync();
        if (first?.Contains("attached", StringComparison.Ordinal) != true)
        {
            await strace.WaitForExitAsync();
            Assert.Skip($"This process may not be traced: {first}");
        }

        var rest = strace.StandardError.ReadToEndAsync();
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(length);
        var elapsed = Stopwatch.GetElapsedTime(started);
        using (var interrupt = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await interrupt.WaitForExitAsync();
        }

        await strace.WaitForExitAsync();
        _ = await rest;
        var calls = Read(await File.ReadAllLinesAsync(table));
        File.Delete(table);
        return new SystemCalls(calls, elapsed);
    }

    /// <summary>How often any of these was called.</summary>
    public int Of(params ReadOnlySpan<string> names)
    {
        var sum = 0;
        foreach (var name in names)
        {
            sum += _calls.GetValueOrDefault(name);
        }

        return sum;
    }

    public override string ToString() =>
        $"{Elapsed.TotalSeconds:0.0} s: " + string.Join(", ", _calls.OrderByDescending(call => call.Value).Select(call => $"{call.Key} {call.Value}"));

    /// <summary><c>% time, seconds, usecs/call, calls, [errors,] syscall</c></summary>
    private static Dictionary<string, int> Read(string[] table)
    {
        var calls = new Dictionary<string, int>();
        foreach (var line in table)
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length >= 5 && columns[^1] != "total" && int.TryParse(columns[3], CultureInfo.InvariantCulture, out var count))
            {
                calls[columns[^1]] = count;
            }
        }

        return calls;
    }
}
