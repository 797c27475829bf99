using System.Buffers.Binary;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class H265ParametersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vedette-h265-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("320x240", "bframes=0", "", 0, false)]
    [InlineData("322x242", "bframes=3:b-pyramid=1", "", 2, false)]
    [InlineData("320x240", "bframes=0:scaling-list=default", "", 0, false)]
    [InlineData("640x360", "bframes=3:temporal-layers=3", "", 2, false)]
    [InlineData("320x240", "bframes=0:ref=5:vui-timing-info=1:hrd=1:vbv-bufsize=500:vbv-maxrate=500:aud=1", "", 0, false)]
    [InlineData("320x240", "bframes=0:interlace=tff", "", 0, true)]
    [InlineData("320x240", "bframes=2:profile=main10", "yuv420p10le", 2, false)]
    [InlineData("320x240", "bframes=0", "yuv444p", 0, false)]
    public async Task Sets_of_another_encoder_are_understood(string size, string options, string pixels, int mostReordered, bool isInterlaced)
    {
        var path = Path.Combine(_folder.FullName, "clip.mp4");
        await Tool.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", $"testsrc=size={size}:rate=25", "-t", "1", "-c:v", "libx265", "-preset", "ultrafast",
            "-pix_fmt", pixels.Length > 0 ? pixels : "yuv420p", "-x265-params", $"log-level=none:{options}", "-tag:v", "hvc1", path);
        var probed = await Tool.RunAsync("ffprobe", "-v", "error", "-select_streams", "0", "-show_entries", "stream=width,height,has_b_frames", "-of", "csv=p=0", path);
        var theirs = HvcC(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        var other = new TrackFormat { Kind = TrackKind.Video, Codec = Codec.H265, ClockRate = 90_000, Configuration = theirs, CodecString = "" };
        var parameters = new H265Parameters();
        ReadOnlySpan<byte> rest = DecoderParameters.AsUnit(other);
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            parameters.Take(rest.Slice(4, length));
            rest = rest[(4 + length)..];
        }

        var format = parameters.Format!;

        Assert.Equal(probed.Trim(), $"{format.Width},{format.Height},{parameters.ReorderFrames}");
        Assert.InRange(parameters.ReorderFrames, 0, mostReordered);
        Assert.Equal((25.0, isInterlaced), (parameters.FrameRate, parameters.IsInterlaced));
        var ours = format.Configuration.Span;
        Assert.Equal(theirs.AsSpan(0, 13), ours[..13]);
        Assert.Equal(theirs.AsSpan(16, 3), ours.Slice(16, 3));
        Assert.Equal(theirs[21], ours[21]);
        var sets = DecoderParameters.AsUnit(format);
        Assert.Equal(DecoderParameters.AsUnit(other)[..sets.Length], sets);      // theirs has a message behind
    }

    [Theory]
    [InlineData("0160000000B000000000005D", "hvc1.1.6.L93.B0")]
    [InlineData("022000000090000000000078", "hvc1.2.4.L120.90")]
    [InlineData("214000000000000000000099", "hvc1.1.2.H153")]
    [InlineData("4160000000B000000000001E", "hvc1.A1.6.L30.B0")]
    [InlineData("0408000000B508000001005D", "hvc1.4.10.L93.B5.8.0.0.1")]
    public void The_codec_string_is_as_browsers_want_it(string hex, string expected) =>
        Assert.Equal(expected, new ProfileTierLevel(Convert.FromHexString(hex)).CodecString);

    [Fact]
    public void Nothing_is_known_before_all_three_kinds_came()
    {
        var parameters = new H265Parameters();
        parameters.TakeText("???,,QgEBAWAAAAMAsAAAAwAAAwBdoAKAgC0WWVmkkyvA");
        parameters.TakeText("RAHBcrRiQA==");
        Assert.Null(parameters.Format);

        parameters.TakeText("QAEMAf//AWAAAAMAsAAAAwAAAwBdlZgJ");

        var format = parameters.Format!;
        Assert.Equal((1280, 720, "hvc1.1.6.L93.B0"), (format.Width, format.Height, format.CodecString));
        parameters.TakeText("QgEBAWAAAAMAsAAAAwAAAwBdoAKAgC0WWVmkkyvA");
        Assert.Same(format, parameters.Format);
    }

    [Fact]
    public void Any_piece_of_a_set_is_read_without_harm()
    {
        var set = Convert.FromBase64String("QgEBAWAAAAMAsAAAAwAAAwBdoAKAgC0WWVmkkyvA");
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = set.AsSpan(0, random.Next(set.Length + 1)).ToArray();
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var parsed = SequenceParameterSet.Parse(bytes);
            Assert.True(parsed is null or { Width: > 0 and <= 16384, Height: > 0 and <= 16384, ReorderFrames: >= 0 and <= 16 });
        }
    }

    private static byte[] HvcC(byte[] file)
    {
        var at = file.AsSpan().IndexOf("hvcC"u8);
        return file.AsSpan(at + 4, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at - 4)) - 8).ToArray();
    }
}
