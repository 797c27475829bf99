
namespace Vedette.Host.Benchmarks;

/// <summary>The floor: bytes of a file over HTTP by the same web server, with nothing of ours in between.</summary>
internal static class LiveFloor
{
    public const string Name = "kestrel static file";
    private const int Megabytes = 64;
    private const int Turns = 16;

    /// <summary>The server, in a process of its own, until its input ends.</summary>
    public static async Task ServeAsync(int port, FileInfo file, TextReader until, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRouting();
        await using var server = builder.Build();
        _ = server.MapGet("/file", () => TypedResults.PhysicalFile(file.FullName, "video/mp4"));
        await server.StartAsync(cancellation);
        _ = await until.ReadLineAsync(cancellation);
    }

    /// <summary>CPU seconds the server takes for a gigabyte.</summary>
    public static async Task<double> MeasureAsync(CancellationToken cancellation)
    {
        var file = new FileInfo(Path.GetTempFileName());
        var port = ServerProcess.FreePort();
        await File.WriteAllBytesAsync(file.FullName, new byte[Megabytes << 20], cancellation);
        using var server = BenchChild.Start(["bench", "live-floor", "--port", $"{port}", "--file", file.FullName]);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await DownloadAsync(http, cancellation);
            var tree = new ProcessTree([server.Id]);
            var cpu = tree.CpuSeconds();
            for (var turn = 0; turn < Turns; turn++)
            {
                await DownloadAsync(http, cancellation);
            }

            return (tree.CpuSeconds() - cpu) / (Turns * (double)Megabytes / 1024);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
            file.Delete();
        }
    }

    private static async Task DownloadAsync(HttpClient http, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var bytes = await http.GetStreamAsync("/file", cancellation);
                await bytes.CopyToAsync(Stream.Null, cancellation);
                return;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                // Not listening yet.
                await Task.Delay(100, cancellation);
            }
        }
    }
}
