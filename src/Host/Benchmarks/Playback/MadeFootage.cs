using System.Diagnostics;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>An installation with footage in it: an hour of a good camera and a day of a small one.</summary>
internal sealed class MadeFootage
{
    private const int SegmentSeconds = 10;

    private MadeFootage(DirectoryInfo data, DateTimeOffset end, CameraId good, CameraId small) =>
        (Data, End, Good, Small) = (data, end, good, small);

    public DirectoryInfo Data { get; }

    /// <summary>When the footage of both ends.</summary>
    public DateTimeOffset End { get; }

    /// <summary>1080p at 4 Mbit/s, an hour.</summary>
    public CameraId Good { get; }

    /// <summary>640x360 at 512 kbit/s, a day.</summary>
    public CameraId Small { get; }

    public static async Task<MadeFootage> MakeAsync(DirectoryInfo data, TextWriter progress, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var end = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var options = new VedetteOptions { DataDirectory = data.FullName, Port = 0, Modules = [RecordingModule.Name] };
        var cameras = new List<CameraId>();
        foreach (var (name, size, rate, length) in new[] { ("Good", "1920x1080", "4M", TimeSpan.FromHours(1)), ("Small", "640x360", "512k", TimeSpan.FromDays(1)) })
        {
            var clip = await ClipAsync(data, size, rate, cancellation);
            cameras.Add(await VedetteApplication.WorkAsync(
                options,
                ModuleTable.All,
                (services, stop) => RecordingModule.FillFootageAsync(services, clip, name, end - length, length, stop),
                cancellation));
            await progress.WriteLineAsync($"recorded {length} at {rate}bit/s");
        }

        return new MadeFootage(data, end, cameras[0], cameras[1]);
    }

    /// <summary>The files of the last stretch of a camera that ends then: none reaches over its edges.</summary>
    public IReadOnlyList<string> FilesOf(CameraId camera, TimeSpan length, TimeSpan beforeEnd)
    {
        var folder = Path.Combine(Data.FullName, "recordings", "segments", camera.ToString());
        var all = Directory.GetFiles(folder, "*.mp4", SearchOption.AllDirectories);
        Array.Sort(all, StringComparer.Ordinal);
        return all[^((int)(length + beforeEnd).TotalSeconds / SegmentSeconds)..^((int)beforeEnd.TotalSeconds / SegmentSeconds)];
    }

    /// <summary>Ten seconds at a constant rate, a key picture every two.</summary>
    private static async Task<FileInfo> ClipAsync(DirectoryInfo folder, string size, string rate, CancellationToken cancellation)
    {
        var clip = new FileInfo(Path.Combine(folder.FullName, $"clip-{rate}.mp4"));
        using var process = Process.Start(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", $"testsrc2=size={size}:rate=25", "-t", "10",
             "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0",
             "-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", rate, "-x264-params", "nal-hrd=cbr",
             "-movflags", "frag_keyframe+empty_moov+default_base_moof", clip.FullName]);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? clip : throw new InvalidOperationException("ffmpeg could not make a clip.");
    }
}
