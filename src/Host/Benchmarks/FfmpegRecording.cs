using System.Diagnostics;

namespace Vedette.Host.Benchmarks;

/// <summary>The peer: one <c>ffmpeg -c copy -f segment</c> per camera, ten-second MP4 files.</summary>
internal sealed class FfmpegRecording(RecordingLoad load, TextWriter progress)
{
    public async Task<RecordingCost> MeasureAsync(CancellationToken cancellation)
    {
        var output = Directory.CreateTempSubdirectory("vedette-bench-ffmpeg-");
        var recorders = Enumerable.Range(1, load.Cameras).Select(camera => Start(camera, output.FullName)).ToArray();
        try
        {
            await WaitForFilesAsync(output, cancellation);
            await progress.WriteLineAsync($"ffmpeg: {load.Cameras} processes record, warming up");
            await Task.Delay(load.WarmUp, cancellation);
            var tree = new ProcessTree([.. recorders.Select(process => process.Id)]);
            var (cpu, bytes, files) = (tree.CpuSeconds(), Size(output), Files(output));
            await Task.Delay(load.Window, cancellation);
            var lost = recorders.Count(process => process.HasExited);
            return new RecordingCost(
                tree.CpuSeconds() - cpu,
                tree.ProportionalBytes(),
                tree.PeakResidentBytes(),
                Size(output) - bytes,
                Files(output) - files,
                lost);
        }
        finally
        {
            foreach (var process in recorders)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
                process.Dispose();
            }

            output.Delete(recursive: true);
        }
    }

    private Process Start(int camera, string output) => Process.Start(new ProcessStartInfo("ffmpeg", [
        "-hide_banner", "-loglevel", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", load.Url(camera), "-c", "copy",
        "-f", "segment", "-segment_time", "10", "-segment_format", "mp4", "-reset_timestamps", "1", $"{output}/cam{camera}_%05d.mp4",
    ]))!;

    private async Task WaitForFilesAsync(DirectoryInfo output, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (Files(output) < load.Cameras)
        {
            await Task.Delay(200, limit.Token);
        }
    }

    private static long Size(DirectoryInfo output) => output.EnumerateFiles().Sum(file => file.Length);

    private static int Files(DirectoryInfo output) => output.EnumerateFiles().Count();
}
