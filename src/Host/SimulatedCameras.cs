using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vedette.Host;

/// <summary>The camera simulator as a child process, ended with the demo.</summary>
internal sealed class SimulatedCameras : IAsyncDisposable
{
    public const string Username = "viewer";
    public const string Password = "demo-camera";

    private readonly Process _process;

    private SimulatedCameras(Process process, IReadOnlyList<SimulatedStreams> cameras) => (_process, Cameras) = (process, cameras);

    /// <summary>Where the cameras are, in their order.</summary>
    public IReadOnlyList<SimulatedStreams> Cameras { get; }

    /// <summary>Starts it and waits until the cameras can be watched; the first start draws their clips and takes a while.</summary>
    public static async Task<SimulatedCameras> StartAsync(FileInfo program, int cameras, int port, string dataDirectory, CancellationToken cancellation)
    {
        await Console.Error.WriteLineAsync("• starting the simulated cameras (the first time their clips are drawn, which takes a minute)");
        var process = Process.Start(new ProcessStartInfo(program.FullName, [
            "--cameras", cameras.ToString(CultureInfo.InvariantCulture), "--port", port.ToString(CultureInfo.InvariantCulture),
            "--sub-streams", "1", "--clips", Path.Combine(dataDirectory, "clips"), "--auth", "digest", "--user", Username, "--password", Password,
        ])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromMinutes(5));
            var line = await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException("The camera simulator ended before its cameras could be watched; it said why above.");
            using var ready = JsonDocument.Parse(line);
            return new SimulatedCameras(
                process,
                [.. ready.RootElement.GetProperty("cameras").EnumerateArray().Select(camera =>
                    new SimulatedStreams(camera.GetProperty("url").GetString()!, camera.GetProperty("subUrl").GetString()))]);
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
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
