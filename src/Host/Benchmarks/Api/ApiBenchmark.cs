using System.Diagnostics;
using System.Net;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>How many requests the whole program answers, how soon and at what cost, beside what the framework and a file server need.</summary>
internal sealed class ApiBenchmark(ApiLoad load, TextWriter progress)
{
    private const double LongestMs = 100;
    private const int Connections = 16;
    private static readonly int[] Crowds = [4, 16, 64, 128];
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public async Task<ApiFigures> MeasureAsync(CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("vedette-bench-api-");
        var database = load.Postgres is null ? null : await BenchDatabase.CreateAsync(load.Postgres, cancellation);
        try
        {
            await using var farm = await SimulatedCameras.StartAsync(load.Simulator, ApiHouse.Recording, 0, load.Data.FullName, cancellation);
            var data = work.CreateSubdirectory("data");
            var house = new ApiHouse(load, data, database?.ConnectionString);
            await house.FillAsync(farm, cancellation);
            await progress.WriteLineAsync($"{ApiHouse.Cameras} cameras are there");
            await using var server = ServerProcess.StartOn(data, database?.ConnectionString, "--web", load.Web.FullName);
            return await MeasureAsync(server, house, work, cancellation);
        }
        finally
        {
            work.Delete(recursive: true);
            if (database is not null)
            {
                await database.DropAsync();
            }
        }
    }

    private async Task<ApiFigures> MeasureAsync(ServerProcess server, ApiHouse house, DirectoryInfo work, CancellationToken cancellation)
    {
        var (frontPage, reads) = await house.ReadsAsync(server.Address, cancellation);
        var answers = work.CreateSubdirectory("answers");
        await KeepAnswersAsync(server.Address, [.. frontPage, .. reads], answers, cancellation);
        // A server that has just started still compiles itself.
        var wrk = new WrkLoad(work, load.Step);
        _ = await wrk.MeasureAsync(server.Address, server.Tree, [.. frontPage, .. reads], Connections, cancellation);
        _ = await wrk.MeasureAsync(server.Address, server.Tree, reads, Connections, cancellation);
        var cpu = server.Tree.CpuSeconds();
        await Task.Delay(Idle, cancellation);
        var idle = (server.Tree.CpuSeconds() - cpu) / Idle.TotalSeconds * 100;

        List<FixedFigures> withRate =
        [
            await FixedAsync("half front page, half reads", server, house, [.. Share(frontPage, load.Rate / 2), .. Share(reads, load.Rate / 2)], cancellation),
            await FixedAsync("reads alone", server, house, Share(reads, load.Rate), cancellation),
        ];
        var highest = new List<ClosedFigures>();
        foreach (var connections in Crowds)
        {
            highest.Add((await wrk.MeasureAsync(server.Address, server.Tree, reads, connections, cancellation)).Figures);
            await progress.WriteLineAsync(highest[^1].ToString());
        }

        var alone = new List<ReadFigures>();
        await using var kestrel = await KestrelFloor.StartAsync(answers, cancellation);
        await using var nginx = await NginxFloor.StartAsync(
            work.CreateSubdirectory("nginx"), load.Web, frontPage.Skip(1).Select(read => read.Path == "/" ? "/index.html" : read.Path), cancellation);
        foreach (var read in (IEnumerable<ApiRead>)[.. frontPage, .. reads])
        {
            var isFile = read.Tokens.Count == 0 && read != frontPage[0];
            var (ours, bytes) = await wrk.MeasureAsync(server.Address, server.Tree, [read], Connections, cancellation);
            var floor = isFile
                ? await wrk.MeasureAsync(nginx.Address, nginx.Tree, [read], Connections, cancellation)
                : await wrk.MeasureAsync(kestrel.Address, kestrel.Tree, [new(read.Name, $"/{FileName(read)}")], Connections, cancellation);
            alone.Add(new ReadFigures(
                read.Name, bytes, ours, floor.Figures, isFile ? NginxFloor.Name : KestrelFloor.Name, Math.Round(ours.CpuMsPerRequest / floor.Figures.CpuMsPerRequest, 2)));
            await progress.WriteLineAsync(alone[^1].ToString());
        }

        return new ApiFigures(
            load.Postgres is null ? "sqlite" : "postgres",
            ApiHouse.Cameras,
            ApiHouse.Recording,
            Math.Round(idle, 1),
            withRate,
            highest,
            highest.Where(one => one.P99Ms <= LongestMs && one.Errors == 0).Select(one => one.RequestsPerSecond).DefaultIfEmpty().Max(),
            alone);
    }

    private async Task<FixedFigures> FixedAsync(
        string name, ServerProcess server, ApiHouse house, IReadOnlyList<(ApiRead Read, double Rate)> each, CancellationToken cancellation)
    {
        var (username, password) = house.Login;
        var (cpu, began) = (server.Tree.CpuSeconds(), Stopwatch.GetTimestamp());
        var signingIn = new LoginLoad(server.Address, username, password).RunAsync(load.Window, cancellation);
        var (latencies, refused) = await HeyLoad.RunAsync(server.Address, each, load.Window, cancellation);
        var percent = (server.Tree.CpuSeconds() - cpu) / Stopwatch.GetElapsedTime(began).TotalSeconds * 100;
        var (logins, loginErrors) = await signingIn;
        var figures = new FixedFigures(
            name,
            load.Rate,
            load.Window.TotalSeconds,
            latencies.Count,
            refused,
            Math.Round(percent, 1),
            At(latencies, 0.5),
            At(latencies, 0.9),
            At(latencies, 0.99),
            logins.Count,
            loginErrors,
            At(logins, 0.5),
            At(logins, 1));
        await progress.WriteLineAsync(figures.ToString());
        return figures;
    }

    private static List<(ApiRead Read, double Rate)> Share(IReadOnlyList<ApiRead> reads, double rate) => [.. reads.Select(read => (read, rate / reads.Count))];

    private static double At(IReadOnlyList<double> ordered, double share) =>
        ordered.Count == 0 ? double.NaN : Math.Round(ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))], 2);

    private static string FileName(ApiRead read) => read.Name.Replace(' ', '-');

    /// <summary>What is answered, for the floor to answer with: compressed where it is here.</summary>
    private static async Task KeepAnswersAsync(Uri server, IReadOnlyList<ApiRead> reads, DirectoryInfo folder, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = server };
        foreach (var read in reads)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, read.Path);
            if (read.Tokens.Count > 0)
            {
                request.Headers.Authorization = new("Bearer", read.Tokens[0]);
            }

            using var reply = await http.SendAsync(request, cancellation);
            _ = reply.EnsureSuccessStatusCode();
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, FileName(read)), await reply.Content.ReadAsByteArrayAsync(cancellation), cancellation);
        }
    }
}
