using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Real cameras as far as a program can tell: GStreamer's RTSP server, which is not ours.</summary>
internal sealed class CameraFarm : IAsyncDisposable
{
    private readonly Process _process;

    private CameraFarm(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<CameraFarm> StartAsync(IReadOnlyList<(string Name, string File)> mounts, params string[] arguments)
    {
        var port = VedetteProcess.FreePort();
        var start = new ProcessStartInfo("/usr/bin/python3", [
            Path.Combine(Workplace.Shared, "rigs", "camfarm.py"), "--quiet", "--transport", "both", "--port", port.ToString(CultureInfo.InvariantCulture),
            .. mounts.SelectMany(mount => new[] { "--mount", $"{mount.Name}={Path.Combine(Workplace.Shared, "videos", "made", mount.File)}" }),
            .. arguments,
        ])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.True(line is not null, "The camera farm ended before it was ready.");
            if (line.StartsWith("ready", StringComparison.Ordinal))
            {
                return new CameraFarm(process, port);
            }
        }
    }

    public string Url(string mount) => $"rtsp://127.0.0.1:{Port}/{mount}";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
