using System.Diagnostics;
using Vedette.Foundation;
using Vedette.Host.Benchmarks.Record;

namespace Vedette.Host.Benchmarks.Start;

/// <summary>How long the program takes to start, and what it costs while it has nothing to do.</summary>
internal sealed class StartBenchmark(StartPlan plan, TextWriter progress)
{
    public const string Ours = "vedette, SQLite";
    public const string Again = "vedette, one camera known";

    private const string OursOnPostgres = "vedette, PostgreSQL";
    private const string First = "vedette, new folder";
    private const string Floor = "an empty ASP.NET Core application";
    private const string Ffmpeg = "ffmpeg, first bytes in its file";

    public async Task<StartReport> MeasureAsync(CancellationToken cancellation)
    {
        var starts = await StartsAsync(cancellation);
        await progress.WriteLineAsync(
            $"measuring idleness: {plan.Settle.TotalSeconds:0} s to settle, then {plan.Window.TotalSeconds:0} s");
        var idle = await IdleAsync(cancellation);
        return StartReport.Of(RecordBenchmark.Machine(), plan, starts, idle);
    }

    private async Task<List<StartFigures>> StartsAsync(CancellationToken cancellation)
    {
        await progress.WriteLineAsync("starting a simulated camera (the first time its clip is drawn, which takes a minute)");
        await using var farm = await BenchFarm.StartAsync(plan.Simulator, 1, cancellation);
        var url = farm.UrlTemplate.Replace("{i}", "1", StringComparison.Ordinal);
        var starts = new List<StartFigures>
        {
            StartFigures.Of(First, await RepeatAsync(First, FirstAsync, cancellation)),
            StartFigures.Of(Again, await AgainAsync(url, cancellation)),
            StartFigures.Of(Floor, await RepeatAsync(Floor, FloorAsync, cancellation)),
        };
        if (Tool.Find("ffmpeg") is not null)
        {
            starts.Add(StartFigures.Of(Ffmpeg, await RepeatAsync(Ffmpeg, stop => FfmpegStart.MeasureAsync(url, stop), cancellation)));
        }

        return starts;
    }

    private async Task<List<OneStart>> RepeatAsync(string what, Func<CancellationToken, Task<OneStart>> measure, CancellationToken cancellation)
    {
        await progress.WriteLineAsync($"{plan.Runs} starts: {what}");
        var starts = new List<OneStart>();
        for (var run = 0; run < plan.Runs; run++)
        {
            await ForgetFilesAsync(cancellation);
            starts.Add(await measure(cancellation));
        }

        return starts;
    }

    private static async Task<OneStart> FirstAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var server = ServerProcess.Start();
        return await StartMeter.ReadyAsync(server.Address, server.Tree, watch, cancellation);
    }

    private static async Task<OneStart> FloorAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var floor = EmptyServer.Start();
        return await StartMeter.ReadyAsync(floor.Address, floor.Tree, watch, cancellation);
    }

    /// <summary>A folder with a camera that was recorded before; each start follows an orderly stop.</summary>
    private async Task<List<OneStart>> AgainAsync(string url, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("vedette-bench-");
        try
        {
            Guid camera;
            string token;
            await using (var server = ServerProcess.StartOn(data, null))
            {
                using var api = await server.SignInAsync(cancellation);
                camera = await AddCameraAsync(api, url, cancellation);
                _ = await StartMeter.RecordedAsync(api, camera, DateTimeOffset.MinValue, Stopwatch.StartNew(), cancellation);
                token = api.Token;
                await server.StopAsync(cancellation);
            }

            return await RepeatAsync(Again, AgainOnceAsync, cancellation);

            async Task<OneStart> AgainOnceAsync(CancellationToken stop)
            {
                var (begun, watch) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
                await using var server = ServerProcess.StartOn(data, null);
                var ready = await StartMeter.ReadyAsync(server.Address, server.Tree, watch, stop);
                using var api = ApiSession.Of(server.Address, token);
                ready = ready with { Recorded = await StartMeter.RecordedAsync(api, camera, begun, watch, stop) };
                await server.StopAsync(stop);
                return ready;
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<Guid> AddCameraAsync(ApiSession api, string url, CancellationToken cancellation)
    {
        var property = await api.CreateAsync("/api/inventory/properties", new { name = "Bench", address = "", timeZone = "UTC" }, cancellation);
        var room = await api.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Bench" }, cancellation);
        return await api.CreateAsync("/api/inventory/devices", new { name = "Camera 1", roomId = room, kind = "camera", source = new { url } }, cancellation);
    }

    /// <summary>All at the same time: they do nothing, so they disturb nobody.</summary>
    private async Task<IReadOnlyList<IdleCost>> IdleAsync(CancellationToken cancellation)
    {
        await using var floor = EmptyServer.Start();
        await using var sqlite = ServerProcess.Start();
        await using var postgres = plan.Postgres is null ? null : ServerProcess.Start(("VEDETTE_POSTGRES", plan.Postgres));
        await Task.WhenAll(new[] { sqlite, postgres }.OfType<ServerProcess>()
            .Select(server => StartMeter.ReadyAsync(server.Address, server.Tree, Stopwatch.StartNew(), cancellation)));
        List<Task<IdleCost>> costs = [StartMeter.IdleAsync(Ours, sqlite.Tree, sqlite, plan, cancellation)];
        if (postgres is not null)
        {
            costs.Add(StartMeter.IdleAsync(OursOnPostgres, postgres.Tree, postgres, plan, cancellation));
        }

        costs.Add(StartMeter.IdleAsync(Floor, floor.Tree, null, plan, cancellation));
        return await Task.WhenAll(costs);
    }

    private async Task ForgetFilesAsync(CancellationToken cancellation)
    {
        if (!plan.DropsCaches)
        {
            return;
        }

        try
        {
            await File.WriteAllTextAsync("/proc/sys/vm/drop_caches", "3", cancellation);
        }
        catch (UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Configuration, "Only root can have the kernel forget files; leave --drop-caches away.");
        }
    }
}
