using System.Diagnostics;
using System.Globalization;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>What one process takes of the machine, finely enough for a single viewer: the clock of its CPU counts nanoseconds, /proc hundredths of a second.</summary>
internal static class ProcessMeter
{
    /// <summary>Measures for <paramref name="window"/>.</summary>
    public static async Task<ProcessUse> MeasureAsync(int process, TimeSpan window, CancellationToken cancellation)
    {
        using var calls = CountCalls(process, window);
        var (cpu, switches, busy, began) = (CpuSeconds(process), Switches(process), BusySeconds(), Stopwatch.GetTimestamp());
        await Task.Delay(window, cancellation);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new ProcessUse(
            seconds,
            CpuSeconds(process) - cpu,
            Switches(process) - switches,
            await CallsAsync(calls, cancellation),
            new ProcessTree([process]).ProportionalBytes(),
            (BusySeconds() - busy) / seconds);
    }

    private static double CpuSeconds(int process) => CpuClock.SecondsOf(process) ?? throw new InvalidOperationException("The server is gone.");

    private static long Switches(int process) =>
        new ProcessTree([process]).Switches().Values.Sum(thread => thread.Voluntary + thread.Involuntary);

    /// <summary>CPU time of all processors together, of everybody.</summary>
    private static double BusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToArray();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / 100.0;
    }

    /// <summary>Null where perf is missing or not allowed.</summary>
    private static Process? CountCalls(int process, TimeSpan window)
    {
        if (!File.Exists("/usr/bin/perf"))
        {
            return null;
        }

        var start = new ProcessStartInfo("/usr/bin/perf", ["stat", "-x", ",", "-e", "raw_syscalls:sys_enter", "-p", $"{process}", "--", "sleep", window.TotalSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        };
        return Process.Start(start);
    }

    private static async Task<long?> CallsAsync(Process? perf, CancellationToken cancellation)
    {
        // "<not counted>" is what it says of a process that made none.
        var said = perf is null ? "" : (await perf.StandardError.ReadToEndAsync(cancellation)).Split(',')[0];
        return said == "<not counted>" ? 0 : long.TryParse(said, out var calls) ? calls : null;
    }
}

/// <summary>What a process took in a window.</summary>
/// <param name="Seconds">The window.</param>
/// <param name="CpuSeconds">User and system.</param>
/// <param name="Switches">Context switches of its threads.</param>
/// <param name="Calls">System calls; null where they cannot be counted.</param>
/// <param name="Bytes">Proportional memory at the end.</param>
/// <param name="BusyProcessors">How many processors were busy, with whatever.</param>
internal sealed record ProcessUse(double Seconds, double CpuSeconds, long Switches, long? Calls, long Bytes, double BusyProcessors);
