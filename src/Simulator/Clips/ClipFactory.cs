using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vedette.Foundation;

namespace Vedette.Simulator.Clips;

/// <summary>Draws and encodes clips with ffmpeg, once: a file is named by the hash of the arguments that make it.</summary>
/// <param name="directory">Where clips are kept. Several processes may share it.</param>
/// <param name="time">Bounds the child process.</param>
internal sealed class ClipFactory(string directory, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The pictures of a scene: an Annex B byte stream, or JPEG pictures behind one another.</summary>
    public Task<string> VideoAsync(Scene scene, ClipShape shape, CancellationToken ct)
    {
        // Closed GOPs of equal length and no B-pictures, as cameras send; so the loop's seam is a key picture like any other.
        var gop = Number(shape.FrameRate * shape.KeyInterval);
        var rate = Number(shape.BitRate);
        string[] coding = shape.Video switch
        {
            ClipVideo.H264 =>
            [
                "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-profile:v", "high", "-pix_fmt", "yuv420p",
                "-g", gop, "-keyint_min", gop, "-sc_threshold", "0", "-bf", "0", "-b:v", rate, "-maxrate", rate, "-bufsize", rate,
                "-threads", "2", "-f", "h264",
            ],
            ClipVideo.H265 =>
            [
                "-c:v", "libx265", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-b:v", rate,
                "-x265-params", $"keyint={gop}:min-keyint={gop}:scenecut=0:bframes=0:open-gop=0:repeat-headers=1:log-level=error", "-f", "hevc",
            ],

            // RTP knows the usual Huffman tables alone (RFC 2435 section 3.1.1).
            ClipVideo.Mjpeg => ["-c:v", "mjpeg", "-huffman", "default", "-pix_fmt", "yuvj420p", "-q:v", "6", "-f", "mjpeg"],
        };
        return MakeAsync(
            scene.Title,
            "." + shape.Video.ToString().ToLowerInvariant(),
            ["-f", "lavfi", "-i", scene.Source(shape), "-vf", scene.Filters(shape), "-t", Number(shape.Seconds), .. coding],
            ct);
    }

    /// <summary>The sound of a clip: an ADTS stream for AAC, bare samples for G.711, an Ogg file for Opus; a hum with a beep each second.</summary>
    public Task<string> AudioAsync(ClipShape shape, CancellationToken ct)
    {
        string[] coding = shape.Audio switch
        {
            ClipAudio.Aac => ["-ar", "16000", "-c:a", "aac", "-b:a", "32k", "-f", "adts"],
            ClipAudio.Pcmu => ["-ar", "8000", "-c:a", "pcm_mulaw", "-f", "mulaw"],
            ClipAudio.Pcma => ["-ar", "8000", "-c:a", "pcm_alaw", "-f", "alaw"],
            ClipAudio.Opus => ["-ar", "48000", "-c:a", "libopus", "-b:a", "24k", "-frame_duration", "20", "-f", "ogg"],
            ClipAudio.None => throw new ArgumentException("The clip has no sound.", nameof(shape)),
        };
        return MakeAsync(
            "Sound",
            "." + shape.Audio.ToString().ToLowerInvariant(),
            ["-f", "lavfi", "-i", "sine=frequency=110:beep_factor=8", "-t", Number(shape.Seconds), "-ac", "1", .. coding],
            ct);
    }

    private async Task<string> MakeAsync(string title, string extension, string[] arguments, CancellationToken ct)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', arguments)));
        var name = title.Replace(' ', '-').ToLowerInvariant() + "-" + Convert.ToHexStringLower(digest.AsSpan(0, 8));
        var path = Path.Combine(directory, name + extension);
        if (File.Exists(path))
        {
            return path;
        }

        Directory.CreateDirectory(directory);
        var unfinished = Path.Combine(directory, $".{name}-{Guid.NewGuid():N}{extension}");
        try
        {
            await RunAsync([.. arguments, "-y", unfinished], ct);
            File.Move(unfinished, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task RunAsync(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", .. arguments])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)
            ?? throw new FaultException(FaultKind.ChildProcess, "ffmpeg did not start.");
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var complaint = await process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
            {
                throw new FaultException(FaultKind.ChildProcess, $"ffmpeg could not make a clip: {complaint.Trim()}");
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new FaultException(FaultKind.ChildProcess, $"ffmpeg did not finish a clip within {Patience.TotalSeconds:0} s.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
