using System.Diagnostics;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>GStreamer's RTSP server in the same part as ours: it reads the camera once and serves it to all who ask.</summary>
internal sealed class GstreamerLive : ILiveServer, IDisposable
{
    // Debian's, which is where its GStreamer is.
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;
    private readonly int _port;

    private GstreamerLive(Process process, int port) => (_process, _port) = (process, port);

    public string Name => "gstreamer rtsp";

    public int Process => _process.Id;

    /// <summary>Null where it is not installed.</summary>
    public static async Task<GstreamerLive?> StartAsync(FileInfo script, IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        if (!File.Exists(Python) || !script.Exists)
        {
            return null;
        }

        var port = ServerProcess.FreePort();
        var process = System.Diagnostics.Process.Start(new ProcessStartInfo(Python, [script.FullName, $"{port}", .. urls]) { RedirectStandardOutput = true })!;
        if (await process.StandardOutput.ReadLineAsync(cancellation) == "ready")
        {
            return new GstreamerLive(process, port);
        }

        process.Dispose();
        return null;
    }

    public Task<CrowdOrder> OrderAsync(bool isSmall, int viewers, CancellationToken cancellation) =>
        Task.FromResult(new CrowdOrder(CrowdProtocol.Rtsp, new Uri($"rtsp://127.0.0.1:{_port}/camera{(isSmall ? 2 : 1)}"), viewers));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
