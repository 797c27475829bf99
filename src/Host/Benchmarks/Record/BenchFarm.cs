using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>Cameras of our own simulator in a process of its own: 1920 × 1080, 25 pictures a second, 4 Mbit/s, a key picture every two seconds.</summary>
internal sealed class BenchFarm : IAsyncDisposable
{
    // The first start draws and codes the clips.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Process _process;

    private BenchFarm(Process process, string urlTemplate) => (_process, UrlTemplate) = (process, urlTemplate);

    /// <summary>URL of camera {i}.</summary>
    public string UrlTemplate { get; }

    public ProcessTree Tree => new([_process.Id]);

    public static async Task<BenchFarm> StartAsync(FileInfo simulator, int cameras, CancellationToken cancellation)
    {
        if (!simulator.Exists)
        {
            throw new FaultException(FaultKind.Configuration, $"The camera simulator is not at {simulator.FullName}: give --simulator or --url-template.");
        }

        var process = Process.Start(new ProcessStartInfo(simulator.FullName, [
            "--cameras", cameras.ToString(CultureInfo.InvariantCulture), "--port", "0", "--size", "1920x1080", "--fps", "25", "--bitrate", "4000000", "--gop", "2",
        ])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            var line = await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new FaultException(FaultKind.ChildProcess, "The camera simulator ended before its cameras could be watched; it said why above.");
            using var ready = JsonDocument.Parse(line);
            return new BenchFarm(process, $"rtsp://127.0.0.1:{ready.RootElement.GetProperty("port").GetInt32()}/cam{{i}}");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
