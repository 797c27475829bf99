using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Vedette.Foundation;

namespace Vedette.Platform.Pictures;

/// <summary>
/// Makes a JPEG of one key picture in a child process: nothing is ever decoded in ours, and a picture made to break a
/// decoder breaks only that. Two at a time in the whole process.
/// </summary>
/// <param name="program">The decoder: ffmpeg, or something that takes its arguments.</param>
public sealed class PictureDecoder(string program = "ffmpeg") : IDisposable
{
    private const int MostAtOnce = 2;
    private const int MostBytes = 32 << 20;

    // 8192 × 4320 pixels, which take 53 MB decoded.
    private const string MostPixels = "35389440";
    private const string MostBytesAtOnce = "268435456";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Decodes the first picture.</summary>
    /// <param name="picture">One key picture with all a decoder needs, without a container.</param>
    /// <param name="format">What the decoder calls the picture's form: <c>h264</c>, <c>hevc</c>, <c>mjpeg</c>. Never a user's word.</param>
    /// <param name="width">Width of the result in pixels, or null for the picture's own.</param>
    /// <param name="cancellation">Kills the child.</param>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.ChildProcess"/> when the child cannot be started, fails or takes too long.</exception>
    public async Task<byte[]> ToJpegAsync(ReadOnlyMemory<byte> picture, string format, int? width, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await _places.WaitAsync(limit.Token);
            try
            {
                return await RunAsync(picture, format, width, limit.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FaultException(FaultKind.ChildProcess, $"The picture was not decoded within {Limit.TotalSeconds} s.", isTransient: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<byte[]> RunAsync(ReadOnlyMemory<byte> picture, string format, int? width, CancellationToken cancellation)
    {
        using var child = Start(format, width);
        try
        {
            var complaints = child.StandardError.ReadToEndAsync(cancellation);
            var feeding = FeedAsync(child, picture, cancellation);
            var jpeg = new MemoryStream();
            await CopyAsync(child.StandardOutput.BaseStream, jpeg, cancellation);
            await child.WaitForExitAsync(cancellation);
            await feeding;
            _ = await complaints;
            return child.ExitCode == 0 && jpeg.Length > 0
                ? jpeg.ToArray()
                : throw new FaultException(FaultKind.ChildProcess, "The picture cannot be decoded.");
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(string format, int? width)
    {
        string[] scaling = width is { } pixels ? ["-vf", string.Create(CultureInfo.InvariantCulture, $"scale={pixels}:-2")] : [];
        var start = new ProcessStartInfo(
            program,
            [
                "-hide_banner", "-loglevel", "error", "-threads", "1", "-protocol_whitelist", "pipe",
                "-max_alloc", MostBytesAtOnce, "-max_pixels", MostPixels, "-f", format, "-i", "pipe:0",
                "-frames:v", "1", .. scaling, "-q:v", "3", "-f", "mjpeg", "pipe:1",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new DecoderMissingException(program, missing);
        }
    }

    private static async Task FeedAsync(Process child, ReadOnlyMemory<byte> picture, CancellationToken cancellation)
    {
        try
        {
            await using var input = child.StandardInput.BaseStream;
            await input.WriteAsync(picture, cancellation);
        }
        catch (IOException)
        {
            // The child has what it wants, or is gone; its exit tells which.
        }
    }

    private static async Task CopyAsync(Stream from, MemoryStream to, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (to.Length + read > MostBytes)
            {
                throw new FaultException(FaultKind.ChildProcess, "The decoder's picture is too large.");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }
}
