using System.Globalization;
using System.Runtime.InteropServices;

namespace Vedette.Host.Benchmarks;

/// <summary>CPU time and memory of processes and all their descendants, read from Linux's /proc (proc(5)).</summary>
internal sealed class ProcessTree(IReadOnlyCollection<int> roots)
{
    // sysconf(_SC_CLK_TCK) has been 100 on every Linux architecture .NET runs on.
    private const double TicksPerSecond = 100;

    public double CpuSeconds() => Usage().CpuSeconds;

    public ProcessUsage Usage()
    {
        var usage = new ProcessUsage(0, 0, 0);
        foreach (var (id, stat) in Members())
        {
            var (user, system) = (long.Parse(stat[11], CultureInfo.InvariantCulture), long.Parse(stat[12], CultureInfo.InvariantCulture));
            usage = new ProcessUsage(
                usage.CpuSeconds + (CpuClock.SecondsOf(id) ?? ((user + system) / TicksPerSecond)), usage.UserTicks + user, usage.SystemTicks + system);
        }

        return usage;
    }

    public IReadOnlyList<int> Processes() => [.. Members().Select(process => process.Id)];

    public int Threads() => Members().Sum(process => int.Parse(process.Stat[17], CultureInfo.InvariantCulture));

    /// <summary>How often each thread waited, and how often another one was put in its place.</summary>
    public Dictionary<string, (long Voluntary, long Involuntary)> Switches() => Members()
        .SelectMany(process => Threads(process.Id))
        .ToDictionary(thread => thread, thread => (Number(thread, "voluntary_ctxt_switches:"), Number(thread, "nonvoluntary_ctxt_switches:")));

    public long ProportionalBytes() => Members().Sum(process => Kilobytes(process.Id, "smaps_rollup", "Pss:"));

    public long ResidentBytes() => Members().Sum(process => Kilobytes(process.Id, "status", "VmRSS:"));

    public long PeakResidentBytes() => Members().Sum(process => Kilobytes(process.Id, "status", "VmHWM:"));

    /// <summary>CPU seconds of the threads that live now and have this name (its first fifteen letters).</summary>
    public double ThreadSeconds(string name) => Members()
        .SelectMany(process => Threads(process.Id))
        .Where(thread => Read($"{thread}/comm").TrimEnd() == name)
        .Sum(thread => double.TryParse(Read($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture, out var nanoseconds) ? nanoseconds / 1e9 : 0);

    /// <summary>From now on <see cref="PeakResidentBytes"/> tells the peak since.</summary>
    public void ForgetPeak()
    {
        foreach (var (id, _) in Members())
        {
            File.WriteAllText($"/proc/{id}/clear_refs", "5");
        }
    }

    private IEnumerable<(int Id, string[] Stat)> Members()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            throw new PlatformNotSupportedException("Benchmarks read /proc and run on Linux only.");
        }

        var all = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Stat: Stat(id)))
            .Where(process => process.Stat.Length > 12)
            .ToDictionary(process => process.Id);
        return all.Values.Where(process => Descends(process.Id, all));
    }

    private bool Descends(int id, Dictionary<int, (int Id, string[] Stat)> all)
    {
        for (var at = id; all.TryGetValue(at, out var process); at = int.Parse(process.Stat[1], CultureInfo.InvariantCulture))
        {
            if (roots.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    // The fields behind the command name, which may itself hold spaces and brackets: [0] is the state, [1] the parent.
    private static string[] Stat(int id)
    {
        var line = Read($"/proc/{id}/stat");
        var end = line.LastIndexOf(')');
        return end < 0 ? [] : line[(end + 2)..].Split(' ');
    }

    private static long Kilobytes(int id, string file, string field)
    {
        var line = Read($"/proc/{id}/{file}").Split('\n').FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    private static string[] Threads(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id}/task");
        }
        catch (DirectoryNotFoundException)
        {
            // The process ended between the listing and the reading.
            return [];
        }
    }

    private static long Number(string thread, string field)
    {
        var line = Read($"{thread}/status").Split('\n').FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(field.Length).Trim(), CultureInfo.InvariantCulture);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The process ended between the listing and the reading.
            return "";
        }
    }
}
