using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vedette.Host.Benchmarks.Start;

/// <summary>Watches a program that was just started, and one that rests.</summary>
internal static class StartMeter
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until it says that it is ready.</summary>
    public static async Task<OneStart> ReadyAsync(Uri address, ProcessTree tree, Stopwatch watch, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var reply = await http.GetAsync("/health/ready", limit.Token);
                if (reply.IsSuccessStatusCode)
                {
                    return new OneStart(watch.Elapsed, tree.CpuSeconds());
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(LookEvery, limit.Token);
        }
    }

    /// <summary>Waits until the API tells of pictures on disk that came after <paramref name="begun"/>.</summary>
    public static async Task<TimeSpan> RecordedAsync(ApiSession api, Guid camera, DateTimeOffset begun, Stopwatch watch, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        while (true)
        {
            // In the list it appears when recording has heard of it.
            var ours = (await api.GetAllAsync("/api/recording/cameras", limit.Token)).Find(standing => standing.GetProperty("id").GetGuid() == camera);
            if (ours.ValueKind == JsonValueKind.Object && ours.TryGetProperty("lastSegment", out var last)
                && last.ValueKind == JsonValueKind.Object && last.GetProperty("end").GetDateTimeOffset() > begun)
            {
                return watch.Elapsed;
            }

            await Task.Delay(LookEvery, limit.Token);
        }
    }

    /// <summary>What it costs while it rests.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="tree">Its processes.</param>
    /// <param name="server">Whose /metrics are read; null when it has none.</param>
    /// <param name="plan">How long.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    public static async Task<IdleCost> IdleAsync(string program, ProcessTree tree, ServerProcess? server, StartPlan plan, CancellationToken cancellation)
    {
        await Task.Delay(plan.Settle, cancellation);
        var (load, usage, switches, watch) = (MachineLoad.Now(), tree.Usage(), Switches(tree), Stopwatch.StartNew());
        await Task.Delay(plan.Window, cancellation);
        var (seconds, cpu, woken, busy) =
            (watch.Elapsed.TotalSeconds, tree.CpuSeconds() - usage.CpuSeconds, Switches(tree) - switches, MachineLoad.Now().PercentSince(load));
        var (pss, rss, threads) = (tree.ProportionalBytes(), tree.ResidentBytes(), tree.Threads());
        var calls = plan.Trace > TimeSpan.Zero ? await Record.SystemCalls.CountAsync(tree.Processes(), plan.Trace, cancellation) : null;
        var metrics = server is null ? "" : await MetricsAsync(server, cancellation);
        return new IdleCost(
            program,
            Math.Round(60 * cpu / seconds, 4),
            Math.Round(woken / seconds, 1),
            calls is null ? null : Math.Round(calls.PerSecond, 1),
            Megabytes(pss),
            Megabytes(rss),
            Sum(metrics, "dotnet_gc_last_collection_heap_size"),
            Sum(metrics, "dotnet_gc_last_collection_memory_committed"),
            threads,
            Math.Round(busy, 1),
            calls?.ByName ?? new Dictionary<string, double>());
    }

    private static long Switches(ProcessTree tree) => tree.Switches().Values.Sum(thread => thread.Voluntary);

    private static double Megabytes(double bytes) => Math.Round(bytes / 1e6, 1);

    private static async Task<string> MetricsAsync(ServerProcess server, CancellationToken cancellation)
    {
        using var api = await server.SignInAsync(cancellation);
        return await api.GetTextAsync("/metrics", cancellation);
    }

    private static double? Sum(string metrics, string name)
    {
        var values = metrics.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
            .ToArray();
        return values.Length == 0 ? null : Megabytes(values.Sum());
    }
}
