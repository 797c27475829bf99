using System.Diagnostics;
using System.Globalization;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>What the framework costs: an empty Kestrel that answers with the same bytes out of memory, in a process of its own.</summary>
internal sealed class KestrelFloor : IAsyncDisposable
{
    public const string Name = "empty Kestrel";

    private readonly Process _process;

    private KestrelFloor(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public ProcessTree Tree => new([_process.Id]);

    /// <param name="folder">The answers, a file each.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    public static async Task<KestrelFloor> StartAsync(DirectoryInfo folder, CancellationToken cancellation)
    {
        var port = ServerProcess.FreePort();
        var process = BenchChild.Start(["bench", "api-floor", "--port", port.ToString(CultureInfo.InvariantCulture), "--folder", folder.FullName]);
        var floor = new KestrelFloor(process, new Uri($"http://127.0.0.1:{port}"));
        _ = await process.StandardOutput.ReadLineAsync(cancellation);
        return floor;
    }

    /// <summary>The server, until its input ends.</summary>
    public static async Task ServeAsync(int port, DirectoryInfo folder, TextReader until, TextWriter ready, CancellationToken cancellation)
    {
        var answers = folder.EnumerateFiles().ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRouting();
        await using var server = builder.Build();
        _ = server.MapGet("/{name}", (string name) => TypedResults.Bytes(answers[name], "application/json; charset=utf-8"));
        await server.StartAsync(cancellation);
        await ready.WriteLineAsync("ready");
        _ = await until.ReadLineAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
