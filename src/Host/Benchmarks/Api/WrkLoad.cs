using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>As many requests as get answered, by wrk: one after another on each of some connections.</summary>
internal sealed class WrkLoad(DirectoryInfo folder, TimeSpan window)
{
    private const string Script = "mix.lua";

    /// <param name="server">Where.</param>
    /// <param name="cost">The server's processes.</param>
    /// <param name="reads">What, in turn.</param>
    /// <param name="connections">On how many connections at once.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(ClosedFigures Figures, long BytesPerRequest)> MeasureAsync(
        Uri server, ProcessTree cost, IReadOnlyList<ApiRead> reads, int connections, CancellationToken cancellation)
    {
        var (script, list) = (Path.Combine(folder.FullName, Script), Path.Combine(folder.FullName, "requests"));
        await using (var text = typeof(WrkLoad).Assembly.GetManifestResourceStream(Script)!)
        await using (var file = File.Create(script))
        {
            await text.CopyToAsync(file, cancellation);
        }

        await File.WriteAllLinesAsync(list, Lines(reads), cancellation);
        var seconds = Math.Max(1, (int)window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var before = cost.CpuSeconds();
        using var wrk = Process.Start(new ProcessStartInfo(
            "wrk", ["-t", "1", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", $"{seconds}s", "-s", script, server.ToString(), "--", list])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await wrk.StandardOutput.ReadToEndAsync(cancellation);
        await wrk.WaitForExitAsync(cancellation);
        var cpu = cost.CpuSeconds() - before;
        var seen = JsonSerializer.Deserialize<Seen>(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], JsonSerializerOptions.Web)!;
        return (
            new ClosedFigures(
                connections,
                Math.Round(seen.Requests / seen.Seconds, 0),
                Math.Round(cpu * 1000 / Math.Max(1, seen.Requests), 4),
                Math.Round(seen.P50Ms, 2),
                Math.Round(seen.P90Ms, 2),
                Math.Round(seen.P99Ms, 2),
                seen.Errors),
            seen.Bytes / Math.Max(1, seen.Requests));
    }

    private static IEnumerable<string> Lines(IReadOnlyList<ApiRead> reads)
    {
        // Each read with each of its tokens, the reads mixed.
        var turns = reads.Max(read => Math.Max(1, read.Tokens.Count));
        return from turn in Enumerable.Range(0, turns)
               from read in reads
               select read.Tokens.Count == 0 ? read.Path : $"{read.Path} {read.Tokens[turn % read.Tokens.Count]}";
    }

    private sealed record Seen(int Requests, double Seconds, long Bytes, int Errors, double P50Ms, double P90Ms, double P99Ms);
}
