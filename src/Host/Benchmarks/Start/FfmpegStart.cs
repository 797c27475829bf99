using System.Diagnostics;

namespace Vedette.Host.Benchmarks.Start;

/// <summary>ffmpeg as a recorder: from its start until the first bytes of its recording are in the file. They are neither flushed nor playable yet.</summary>
internal static class FfmpegStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<OneStart> MeasureAsync(string url, CancellationToken cancellation)
    {
        var output = Directory.CreateTempSubdirectory("vedette-bench-ffmpeg-");
        var file = new FileInfo(Path.Combine(output.FullName, "recording.mp4"));
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-loglevel", "error", "-rtsp_transport", "tcp", "-i", url, "-c", "copy", file.FullName]))!;
        try
        {
            while (watch.Elapsed < Patience && !process.HasExited)
            {
                file.Refresh();
                if (file is { Exists: true, Length: > 0 })
                {
                    return new OneStart(Recorded: watch.Elapsed);
                }

                await Task.Delay(StartMeter.LookEvery, cancellation);
            }

            return new OneStart();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }

            output.Delete(recursive: true);
        }
    }
}
