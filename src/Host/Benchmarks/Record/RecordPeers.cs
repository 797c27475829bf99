using System.Globalization;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>Who may record beside us, and how they are told to. What they write is ten-second MP4 files; the floors write what the sockets gave.</summary>
internal static class RecordPeers
{
    public const string Ours = "vedette";
    public const string Ffmpeg = "ffmpeg";
    public const string GStreamer = "gstreamer";
    public const string Motion = "motion";
    public const string Floor = "floor";
    public const string BatchedFloor = "batched-floor";
    public const string FlushedFloor = "batched-floor-flushed";
    public const string HashedFloor = "batched-floor-flushed-hashed";

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [Ffmpeg, GStreamer, Motion, Floor, BatchedFloor];

    /// <summary>
    /// The rows a choice stands for: the batched floor is shown alone, with the flushes that make it keep our promise, and with the hash every
    /// byte of evidence needs as well.
    /// </summary>
    public static IEnumerable<string> Rows(IEnumerable<string> choice) =>
        choice.SelectMany(name => name == BatchedFloor ? [name, FlushedFloor, HashedFloor] : new[] { name });

    public static bool IsFloor(string name) => name is Floor or BatchedFloor or FlushedFloor or HashedFloor;

    /// <summary>Why a recorder is not measured with so many cameras, or null.</summary>
    public static string? WhyNot(string name, int cameras) => name == Motion && cameras > MostForMotion()
        ? $"motion decodes every picture (about a third of a core a camera): with {Environment.ProcessorCount} cores it would be starved beyond {MostForMotion()}"
        : null;

    /// <summary>Complains of programs that are missing.</summary>
    public static void Check(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var program = name switch
            {
                GStreamer => "gst-launch-1.0",
                _ when IsFloor(name) => FloorProgram.Compiler,
                _ => name,
            };
            if (Tool.Find(program) is null)
            {
                throw new FaultException(
                    FaultKind.Configuration, $"{program} is not there, which {name} needs. './vedette bench record --vs {name}' installs it where apt does.");
            }
        }
    }

    public static IRecorder Start(string name, RecordedCameras cameras, TimeSpan tick, FileInfo? floor) => name switch
    {
        Ours => new VedetteRecorder(cameras),
        Ffmpeg => new PeerRecorder(name, output => [.. cameras.Numbers.Select(camera => FfmpegOf(cameras, camera, output))]),
        GStreamer => new PeerRecorder(name, output => [.. cameras.Numbers.Select(camera => GStreamerOf(cameras, camera, output))]),
        Motion => new PeerRecorder(name, output => [MotionOf(cameras, output)]),
        Floor => new PeerRecorder(name, output => [FloorOf(floor!, cameras, output, TimeSpan.Zero, TimeSpan.Zero)]),
        BatchedFloor => new PeerRecorder(name, output => [FloorOf(floor!, cameras, output, tick, TimeSpan.Zero)]),
        FlushedFloor => new PeerRecorder(name, output => [FloorOf(floor!, cameras, output, tick, TimeSpan.FromSeconds(1))]),
        HashedFloor => new PeerRecorder(name, output => [FloorOf(floor!, cameras, output, tick, TimeSpan.FromSeconds(1), isHashed: true)]),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static int MostForMotion() => Math.Max(1, Environment.ProcessorCount / 2);

    private static PeerCommand FfmpegOf(RecordedCameras cameras, int camera, DirectoryInfo output) => new(Ffmpeg,
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-rtsp_transport", "tcp", "-i", cameras.Url(camera), "-c", "copy",
        "-f", "segment", "-segment_time", "10", "-segment_format", "mp4", "-reset_timestamps", "1", $"{output.FullName}/cam{camera}_%05d.mp4",
    ], [camera]);

    private static PeerCommand GStreamerOf(RecordedCameras cameras, int camera, DirectoryInfo output) => new("gst-launch-1.0",
    [
        "-q", "-e", "rtspsrc", $"location={cameras.Url(camera)}", "protocols=tcp", "latency=200", "!", "rtph264depay", "!", "h264parse", "!",
        "splitmuxsink", $"location={output.FullName}/cam{camera}_%05d.mp4", "max-size-time=10000000000",
    ], [camera]);

    /// <summary>With a folder of settings, one file for each camera. It looks for movement always, so it decodes even what it passes through.</summary>
    private static PeerCommand MotionOf(RecordedCameras cameras, DirectoryInfo output)
    {
        var settings = output.CreateSubdirectory("settings").FullName;
        var main = $"""
            daemon off
            setup_mode off
            log_level 4
            picture_output off
            movie_output on
            movie_passthrough on
            movie_max_time 10
            movie_codec mp4
            emulate_motion on
            webcontrol_port 0
            stream_port 0
            text_left
            text_right
            target_dir {output.FullName}

            """;
        foreach (var camera in cameras.Numbers)
        {
            File.WriteAllText($"{settings}/cam{camera}.conf", $"""
                camera_id {camera}
                movie_filename cam{camera}_%H%M%S
                netcam_url {cameras.Url(camera)}
                netcam_params rtsp_transport=tcp
                width 1920
                height 1080
                framerate 25

                """);
            main += $"camera {settings}/cam{camera}.conf\n";
        }

        File.WriteAllText($"{settings}/motion.conf", main);
        return new PeerCommand(Motion, ["-n", "-c", $"{settings}/motion.conf"], [.. cameras.Numbers]);
    }

    private static PeerCommand FloorOf(
        FileInfo program, RecordedCameras cameras, DirectoryInfo output, TimeSpan tick, TimeSpan flush, bool isHashed = false) => new(
        program.FullName,
        [output.FullName, Milliseconds(tick), Milliseconds(flush), isHashed ? "1" : "0", .. cameras.Numbers.Select(cameras.Url)],
        [.. cameras.Numbers]);

    private static string Milliseconds(TimeSpan time) => ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
