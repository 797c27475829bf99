using System.Diagnostics;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Benchmarks;

/// <summary>A big index: how long it takes to fill, to be asked, to make room and to start on.</summary>
internal sealed class IndexBenchmark(int segments, int cameras, string? postgres, TextWriter progress)
{
    private const int Starts = 3;

    public async Task<IReadOnlyDictionary<string, object>> MeasureAsync(CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("vedette-bench-index-");
        try
        {
            var options = new VedetteOptions { DataDirectory = data.FullName, Port = 0, PostgresConnectionString = postgres, Modules = [RecordingModule.Name] };
            var figures = new Dictionary<string, object> { ["segments"] = segments, ["cameras"] = cameras, ["database"] = postgres is null ? "sqlite" : "postgres" };
            foreach (var work in (Func<IServiceProvider, CancellationToken, Task<IReadOnlyDictionary<string, double>>>[])
                [(services, stop) => RecordingModule.FillIndexAsync(services, segments, cameras, progress.WriteLine, stop),
                 (services, stop) => RecordingModule.MeasureIndexAsync(services, progress.WriteLine, stop)])
            {
                foreach (var (name, figure) in await VedetteApplication.WorkAsync(options, ModuleTable.All, work, cancellation))
                {
                    figures[name] = figure;
                }
            }

            var starts = new List<double>();
            for (var start = 0; start < Starts; start++)
            {
                starts.Add(await StartAsync(data, cancellation));
                await progress.WriteLineAsync($"ready after {starts[^1]} s");
            }

            figures["readySeconds"] = starts.Order().ElementAt(Starts / 2);
            return figures;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>From the start of the process until it says it is ready.</summary>
    private async Task<double> StartAsync(DirectoryInfo data, CancellationToken cancellation)
    {
        await using var server = ServerProcess.StartOn(data, postgres);
        var started = Stopwatch.GetTimestamp();
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            try
            {
                using var reply = await http.GetAsync("/health/ready", cancellation);
                if (reply.IsSuccessStatusCode)
                {
                    return Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(20, cancellation);
        }
    }
}
