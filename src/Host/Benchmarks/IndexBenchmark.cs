using System.Diagnostics;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Benchmarks;

/// <summary>A growing index: how long it takes to fill, to be asked, to be written to, to make room and to start on.</summary>
internal sealed class IndexBenchmark(IndexPlan plan, TextWriter progress)
{
    private const int Starts = 3;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    /// <summary>The figures of each database, number of cameras and number of segments.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object>>> MeasureAsync(CancellationToken cancellation)
    {
        var runs = new List<IReadOnlyDictionary<string, object>>();
        foreach (var database in plan.Databases)
        {
            foreach (var (cameras, segments) in plan.Growths)
            {
                await progress.WriteLineAsync($"{database}, {cameras} cameras");
                runs.AddRange(await GrowAsync(database, cameras, segments, cancellation));
            }
        }

        return runs;
    }

    private async Task<List<IReadOnlyDictionary<string, object>>> GrowAsync(
        string database, int cameras, IReadOnlyList<int> segments, CancellationToken cancellation)
    {
        var data = Directory.CreateDirectory(Path.Combine(plan.Folder, $"vedette-bench-index-{Guid.NewGuid():N}"));
        try
        {
            await using var own = database == "postgres" && plan.Postgres is null ? await IndexPostgres.StartAsync(plan.Folder, cancellation) : null;
            IIndexTables tables = database == "postgres"
                ? new IndexTablesOnPostgres(plan.Postgres ?? own!.ConnectionString)
                : new IndexTablesOnSqlite(Path.Combine(data.FullName, "databases", "recording.db"));
            var postgres = database == "postgres" ? plan.Postgres ?? own!.ConnectionString : null;
            var options = new VedetteOptions { DataDirectory = data.FullName, Port = 0, PostgresConnectionString = postgres, Modules = [RecordingModule.Name] };
            _ = await VedetteApplication.WorkAsync(
                options,
                ModuleTable.All,
                async (services, stop) =>
                {
                    await RecordingModule.BeginIndexAsync(services, cameras, tables, stop);
                    return true;
                },
                cancellation);
            await tables.SettleAsync(cancellation);
            var empty = await tables.BytesAsync(cancellation);
            var runs = new List<IReadOnlyDictionary<string, object>>();
            var there = 0;
            foreach (var all in segments)
            {
                runs.Add(await MeasureAsync(options, tables, empty, cameras, there, all / cameras, cancellation));
                there = all / cameras;
            }

            return runs;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyDictionary<string, object>> MeasureAsync(
        VedetteOptions options, IIndexTables tables, long empty, int cameras, int from, int to, CancellationToken cancellation)
    {
        var figures = new Dictionary<string, object>
        {
            ["database"] = options.PostgresConnectionString is null ? "sqlite" : "postgres",
            ["cameras"] = cameras,
            ["segments"] = to * cameras,
        };
        await NoteAsync((services, stop) => RecordingModule.FillIndexAsync(services, from, to, plan.Files / cameras, tables, stop));
        await tables.SettleAsync(cancellation);
        figures["databaseBytesPerSegment"] = Math.Round((await tables.BytesAsync(cancellation) - empty) / ((double)to * cameras));
        var load = MachineLoad.Now();
        await NoteAsync(RecordingModule.MeasureIndexAsync);
        figures["machineBusyPercent"] = Math.Round(MachineLoad.Now().PercentSince(load));
        await StartAsync(options, figures, cancellation);
        return figures;

        async Task NoteAsync(Func<IServiceProvider, CancellationToken, Task<IReadOnlyDictionary<string, double>>> work)
        {
            foreach (var (name, figure) in await VedetteApplication.WorkAsync(options, ModuleTable.All, work, cancellation))
            {
                figures[name] = figure;
                await progress.WriteLineAsync($"{to * cameras} {name} {figure}");
            }
        }
    }

    private async Task StartAsync(VedetteOptions options, Dictionary<string, object> figures, CancellationToken cancellation)
    {
        var (ready, cpu, later, memory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var start = 0; start < Starts; start++)
        {
            await using var server = ServerProcess.StartOn(new DirectoryInfo(options.DataDirectory), options.PostgresConnectionString);
            ready.Add(await UntilReadyAsync(server, cancellation));
            cpu.Add(server.Tree.CpuSeconds());
            await Task.Delay(Settling, cancellation);
            later.Add(server.Tree.CpuSeconds());
            memory.Add(server.Tree.ProportionalBytes() / (double)(1 << 20));
        }

        foreach (var (name, values) in new[] { ("readySeconds", ready), ("readyCpuSeconds", cpu), ("settledCpuSeconds", later), ("settledPssMb", memory) })
        {
            figures[name] = Math.Round(values.Order().ElementAt(Starts / 2), 2);
            await progress.WriteLineAsync($"{name} {figures[name]}");
        }
    }

    /// <summary>From the start of the process until it says it is ready.</summary>
    private static async Task<double> UntilReadyAsync(ServerProcess server, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            try
            {
                using var reply = await http.GetAsync("/health/ready", cancellation);
                if (reply.IsSuccessStatusCode)
                {
                    return Stopwatch.GetElapsedTime(started).TotalSeconds;
                }
            }
            catch (Exception early) when (early is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // It does not listen yet, or has no time to answer.
            }

            await Task.Delay(20, cancellation);
        }
    }
}
