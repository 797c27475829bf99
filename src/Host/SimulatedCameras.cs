using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vedette.Host;

/// <summary>The camera simulator as a child process, ended with the demo.</summary>
internal sealed class SimulatedCameras : IAsyncDisposable
{
    public const string Username = "viewer";
    public const string Password = "demo-camera";

    private const int MostThings = 2;

    private readonly Process _process;

    private SimulatedCameras(Process process, IReadOnlyList<SimulatedStreams> cameras, int discoveryPort, IReadOnlyList<string> things, int thingDiscoveryPort) =>
        (_process, Cameras, DiscoveryPort, Things, ThingDiscoveryPort) = (process, cameras, discoveryPort, things, thingDiscoveryPort);

    /// <summary>Where the cameras are, in their order.</summary>
    public IReadOnlyList<SimulatedStreams> Cameras { get; }

    /// <summary>Where they answer searches, a UDP port of this machine.</summary>
    public int DiscoveryPort { get; }

    /// <summary>Where the things' descriptions are, in their order.</summary>
    public IReadOnlyList<string> Things { get; }

    /// <summary>Where things answer searches, a UDP port of this machine.</summary>
    public int ThingDiscoveryPort { get; }

    /// <summary>Starts it and waits until the cameras can be watched; the first start draws their clips and takes a while.</summary>
    public static async Task<SimulatedCameras> StartAsync(FileInfo program, int cameras, int port, string dataDirectory, CancellationToken cancellation)
    {
        await Console.Error.WriteLineAsync("• starting the simulated cameras (the first time their clips are drawn, which takes a minute)");
        var process = Process.Start(new ProcessStartInfo(program.FullName, [
            "--cameras", cameras.ToString(CultureInfo.InvariantCulture), "--port", port.ToString(CultureInfo.InvariantCulture),
            "--onvif-port", After(port, 1), "--discovery-port", After(port, 2),
            "--things", MostThings.ToString(CultureInfo.InvariantCulture), "--thing-port", After(port, 5), "--directory-port", After(port, 4), "--thing-discovery-port", After(port, 3),
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
            var (said, found) = (ready.RootElement, ready.RootElement.GetProperty("cameras").EnumerateArray());
            return new SimulatedCameras(
                process,
                [.. found.Select(camera => new SimulatedStreams(
                    camera.GetProperty("url").GetString()!, camera.GetProperty("subUrl").GetString(), camera.GetProperty("onvifUrl").GetString()!))],
                said.GetProperty("discoveryPort").GetInt32(),
                [.. said.GetProperty("things").EnumerateArray().Select(thing => thing.GetProperty("url").GetString()!)],
                said.GetProperty("thingDiscoveryPort").GetInt32());
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

    // The demo's cameras are where they were: their neighbours' ports follow, unless any port will do.
    private static string After(int port, int by) => (port == 0 ? 0 : port + by).ToString(CultureInfo.InvariantCulture);
}
