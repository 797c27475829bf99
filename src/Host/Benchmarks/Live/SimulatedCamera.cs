using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>One camera of our own in a process of its own: 1920 × 1080 at 25 pictures a second, or a small stream.</summary>
internal sealed class SimulatedCamera : IDisposable
{
    private readonly Process _process;

    private SimulatedCamera(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    /// <summary>The first start draws the clip, which takes a while.</summary>
    public static async Task<SimulatedCamera> StartAsync(FileInfo program, int bitRate, CancellationToken cancellation)
    {
        var isSmall = bitRate < 1_000_000;
        var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program.FullName, [
            "--cameras", "1", "--port", "0", "--loop", "10", "--bitrate", bitRate.ToString(CultureInfo.InvariantCulture),
            "--size", isSmall ? "640x360" : "1920x1080", "--fps", isSmall ? "15" : "25",
        ])
        {
            RedirectStandardOutput = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The simulator ended; why is said above.");
            using var ready = JsonDocument.Parse(line);
            return new SimulatedCamera(process, ready.RootElement.GetProperty("cameras")[0].GetProperty("url").GetString()!);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
