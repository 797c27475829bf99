using System.Buffers.Binary;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

/// <summary>Pictures and sound made by ffmpeg once per machine, taken apart without our own reader.</summary>
internal sealed class TestClip
{
    public static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 50, TimeSpan.Zero);

    private TestClip(StreamFormat format, IReadOnlyList<ClipUnit> units) => (Format, Units) = (format, units);

    public StreamFormat Format { get; }

    /// <summary>In order of decoding time over both tracks.</summary>
    public IReadOnlyList<ClipUnit> Units { get; }

    public IEnumerable<ClipUnit> Video => Units.Where(unit => unit.Track == StreamFormat.VideoTrack);

    public IEnumerable<ClipUnit> Audio => Units.Where(unit => unit.Track == StreamFormat.AudioTrack);

    /// <summary>Six seconds, 25 pictures a second, a key picture every two seconds.</summary>
    public static Task<TestClip> PlainAsync() => LoadAsync("plain", size: "320x240", bFrames: 0, audio: null);

    public static Task<TestClip> BFramesWithAacAsync() => LoadAsync("bframes-aac", "320x240", bFrames: 2, audio: Codec.Aac);

    public static Task<TestClip> WithAacAsync() => LoadAsync("aac", "320x240", bFrames: 0, audio: Codec.Aac);

    public static Task<TestClip> WithMuLawAsync() => LoadAsync("mulaw", "320x240", bFrames: 0, audio: Codec.PcmMu);

    public static Task<TestClip> WithALawAsync() => LoadAsync("alaw", "320x240", bFrames: 0, audio: Codec.PcmA);

    public static Task<TestClip> LargerAsync() => LoadAsync("larger", "640x360", bFrames: 0, audio: null);

    public static Task<TestClip> HevcWithAacAsync() => LoadAsync("hevc-aac", "320x240", bFrames: 2, audio: Codec.Aac, Codec.H265);

    public static Task<TestClip> MjpegWithOpusAsync() => LoadAsync("mjpeg-opus", "320x240", bFrames: 0, audio: Codec.Opus, Codec.Mjpeg);

    /// <summary>The units of the clip as a hub would hand them out, one lease each.</summary>
    public IEnumerable<AccessUnit> Leased(Run run, long videoOffset = 0) =>
        Units.Select(unit => Lease(unit, run, videoOffset));

    public AccessUnit Lease(ClipUnit unit, Run run, long videoOffset = 0)
    {
        var track = Format.Tracks[unit.Track];
        var ticks = unit.DecodeTicks + (videoOffset * track.ClockRate / Format.Video.ClockRate);
        var header = new UnitHeader
        {
            Track = unit.Track,
            IsKey = unit.IsKey,
            DecodeTicks = ticks,
            CompositionTicks = unit.CompositionTicks,
            WallTime = run.StartedAt + Foundation.MediaTime.ToTimeSpan(ticks + unit.CompositionTicks, track.ClockRate),
            Format = Format,
            Run = run,
        };
        return AccessUnit.Copy(header, unit.Bytes);
    }

    private static async Task<TestClip> LoadAsync(string name, string size, int bFrames, Codec? audio, Codec codec = Codec.H264)
    {
        var path = await MakeAsync(name, size, bFrames, audio, codec);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var (configuration, codecString) = codec switch
        {
            Codec.H264 when Box(file, "avcC"u8) is var avcC => (avcC, $"avc1.{Convert.ToHexStringLower(avcC.AsSpan(1, 3))}"),
            Codec.H265 => (Box(file, "hvcC"u8), "hvc1.1.6.L60.90"),
            _ => ([], "mp4v.6C"),
        };
        var dimensions = size.Split('x').Select(int.Parse).ToArray();
        var video = new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = codec,
            ClockRate = 90_000,
            Configuration = configuration,
            CodecString = codecString,
            Width = dimensions[0],
            Height = dimensions[1],
        };
        var units = await UnitsAsync(path, file, StreamFormat.VideoTrack);
        if (audio is not null)
        {
            units = [.. units, .. await UnitsAsync(path, file, StreamFormat.AudioTrack)];
        }

        var format = new StreamFormat(video, audio == Codec.Opus ? Sound(48_000, Box(file, "dOps"u8), "opus", Codec.Opus) : AudioFormat(audio));
        return new TestClip(format, [.. units.OrderBy(unit => (double)unit.DecodeTicks / format.Tracks[unit.Track].ClockRate)]);
    }

    private static TrackFormat? AudioFormat(Codec? codec) => codec switch
    {
        null => null,
        // ISO/IEC 14496-3 section 1.6.2.1: AAC LC, 48 kHz, one channel.
        Codec.Aac => Sound(48_000, [0x11, 0x88], "mp4a.40.2", Codec.Aac),
        Codec.PcmMu => Sound(8000, [], "ulaw", Codec.PcmMu),
        Codec.PcmA => Sound(8000, [], "alaw", Codec.PcmA),
        _ => throw new ArgumentOutOfRangeException(nameof(codec)),
    };

    private static TrackFormat Sound(int rate, byte[] configuration, string codecString, Codec codec) => new()
    {
        Kind = TrackKind.Audio,
        Codec = codec,
        ClockRate = rate,
        SampleRate = rate,
        Channels = 1,
        Configuration = configuration,
        CodecString = codecString,
    };

    private static async Task<string> MakeAsync(string name, string size, int bFrames, Codec? audio, Codec codec)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "vedette-test-clips-1"));
        var path = Path.Combine(directory.FullName, audio is Codec.PcmMu or Codec.PcmA ? $"{name}.mov" : $"{name}.mp4");
        if (File.Exists(path))
        {
            return path;
        }

        var made = Path.Combine(directory.FullName, $"{Guid.NewGuid()}{Path.GetExtension(path)}");
        string[] sound = audio switch
        {
            null => [],
            Codec.Aac => ["-c:a", "aac", "-ar", "48000", "-ac", "1"],
            Codec.Opus => ["-c:a", "libopus", "-ar", "48000", "-ac", "1"],
            Codec.PcmMu => ["-c:a", "pcm_mulaw", "-ar", "8000", "-ac", "1"],
            _ => ["-c:a", "pcm_alaw", "-ar", "8000", "-ac", "1"],
        };
        string[] pictures = codec switch
        {
            Codec.H264 => ["-c:v", "libx264", "-preset", "veryfast", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-bf", $"{bFrames}", "-pix_fmt", "yuv420p"],
            Codec.H265 =>
            [
                "-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-pix_fmt", "yuv420p",
                "-x265-params", $"log-level=none:keyint=50:min-keyint=50:scenecut=0:open-gop=0:bframes={bFrames}",
            ],
            _ => ["-c:v", "mjpeg", "-huffman", "default", "-pix_fmt", "yuvj420p"],
        };
        await Tool.RunAsync(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-f", "lavfi", "-i", $"testsrc=size={size}:rate=25",
                .. audio is null ? Array.Empty<string>() : ["-f", "lavfi", "-i", "sine=frequency=440"],
                "-t", "6", .. pictures, "-video_track_timescale", "90000", .. sound, made,
            ]);
        File.Move(made, path, overwrite: true);
        return path;
    }

    private static async Task<IReadOnlyList<ClipUnit>> UnitsAsync(string path, byte[] file, int track)
    {
        var packets = await Tool.PacketsAsync(path, track);
        var zero = packets[0].Dts;
        return
        [
            .. packets.Select(packet => new ClipUnit(
                track,
                packet.Dts - zero,
                (int)(packet.Pts - packet.Dts),
                packet.IsKey,
                file.AsSpan((int)packet.Position, packet.Size).ToArray())),
        ];
    }

    private static byte[] Box(byte[] file, ReadOnlySpan<byte> type)
    {
        var at = file.AsSpan().IndexOf(type);
        var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at - 4)) - 8;
        return file.AsSpan(at + 4, length).ToArray();
    }
}

internal sealed record ClipUnit(int Track, long DecodeTicks, int CompositionTicks, bool IsKey, byte[] Bytes);
