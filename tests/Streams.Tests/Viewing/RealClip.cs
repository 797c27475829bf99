using System.Diagnostics;
using System.Globalization;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>A feed of real pictures in a codec browsers do not play everywhere, made by ffmpeg and taken apart by ffprobe.</summary>
internal sealed class RealClip
{
    private const int ClockRate = 90_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 50, TimeSpan.Zero);

    private readonly List<(byte[] Bytes, bool IsKey, long Decode, int Composition)> _pictures = [];
    private Run _run = new(Guid.CreateVersion7(), Start);

    private RealClip(StreamFormat format) =>
        (Format, Feed) = (format, new CameraFeed(CameraId.New(), HubLimits.Default, TimeProvider.System, new FeedChanges()));

    public CameraFeed Feed { get; }

    public StreamFormat Format { get; }

    public int Count => _pictures.Count;

    /// <summary>Four seconds of 25 pictures, 320 × 240, a key picture each second; H.265 with reordered pictures.</summary>
    public static async Task<RealClip> MakeAsync(Codec codec)
    {
        var path = Path.Combine(Path.GetTempPath(), $"vedette-clip-{codec}-{Environment.ProcessId}.mp4");
        string[] coding = codec switch
        {
            Codec.H265 => ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params", "log-level=none:keyint=25:bframes=2:info=0:open-gop=0"],
            Codec.Mjpeg => ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "4"],
            _ => ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25"],
        };
        await RunAsync("ffmpeg", ["-y", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25", "-t", "4", .. coding, "-video_track_timescale", "90000", path]);
        var file = await File.ReadAllBytesAsync(path);
        var clip = new RealClip(new StreamFormat(new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = codec,
            ClockRate = ClockRate,
            Configuration = codec == Codec.Mjpeg ? ReadOnlyMemory<byte>.Empty : BoxIn(file, codec == Codec.H265 ? "hvcC"u8 : "avcC"u8),
            CodecString = codec == Codec.H265 ? "hvc1.1.6.L60.90" : "mp4v.6C",
            Width = 320,
            Height = 240,
        }));
        var packets = await RunAsync("ffprobe", ["-v", "error", "-select_streams", "v", "-of", "csv=p=0", "-show_entries", "packet=pts,dts,size,pos,flags", path]);
        var first = long.MaxValue;
        foreach (var line in packets.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(',');
            var (pts, dts) = (Number(fields[0]), Number(fields[1]));
            first = Math.Min(first, dts);
            clip._pictures.Add((file.AsSpan((int)Number(fields[3]), (int)Number(fields[2])).ToArray(), fields[4].StartsWith('K'), dts - first, (int)(pts - dts)));
        }

        File.Delete(path);
        return clip;
    }

    /// <summary>Sends pictures at the pace of a camera.</summary>
    public async Task SendAsync(int from, int count, Func<byte[], byte[]>? spoil = null, int pace = 40)
    {
        foreach (var (bytes, isKey, decode, composition) in _pictures.Skip(from).Take(count))
        {
            var header = new UnitHeader
            {
                Track = StreamFormat.VideoTrack,
                IsKey = isKey,
                DecodeTicks = decode,
                CompositionTicks = composition,
                WallTime = _run.StartedAt + MediaTime.ToTimeSpan(decode + composition, ClockRate),
                Format = Format,
                Run = _run,
            };
            Feed.Hub.Publish(AccessUnit.Copy(header, spoil?.Invoke(bytes) ?? bytes));
            await Task.Delay(pace);
        }
    }

    public void BeginRun() => _run = new Run(Guid.CreateVersion7(), _run.StartedAt.AddMinutes(1));

    private static byte[] BoxIn(byte[] file, ReadOnlySpan<byte> type)
    {
        var at = file.AsSpan().IndexOf(type);
        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at - 4));
        return file.AsSpan(at + 4, length - 8).ToArray();
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
