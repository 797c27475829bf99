using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

/// <summary>Every codec a camera may send, written and judged by ffmpeg.</summary>
public sealed class CodecsInFilesTests : IDisposable
{
    private readonly SegmentFile _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("hevc", "hevc", "aac")]
    [InlineData("mjpeg", "mjpeg", "opus")]
    [Trait("Req", "R-59")]
    public async Task A_segment_plays_and_is_read_back_as_it_was_written(string name, string pictures, string sound)
    {
        var clip = name == "hevc" ? await TestClip.HevcWithAacAsync() : await TestClip.MjpegWithOpusAsync();
        var path = _files.Write($"{name}.mp4", clip.Format, clip.Leased(new Run(Guid.NewGuid(), TestClip.Start)));

        await Tool.DecodeAsync(path);
        var codecs = await Tool.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=codec_name,codec_tag_string", "-of", "csv=p=0", path);
        Assert.Equal($"{pictures},{(name == "hevc" ? "hvc1" : "mp4v")}\n{sound},{(name == "hevc" ? "mp4a" : "Opus")}\n", codecs);
        var packets = await Tool.PacketsAsync(path, 0);
        Assert.Equal(clip.Video.Select(unit => (unit.DecodeTicks, unit.CompositionTicks, unit.IsKey)), packets.Select(packet => (packet.Dts, (int)(packet.Pts - packet.Dts), packet.IsKey)));

        using var file = File.OpenHandle(path);
        var reader = new SegmentReader(file);
        Assert.True(reader.Format.Matches(clip.Format));
        Assert.Equal(clip.Units.Count, reader.ReadFragments().Sum(fragment => fragment.Runs.Sum(run => run.Samples.Count)));
    }

    [Fact]
    public async Task Flac_is_declared_so_that_others_find_it()
    {
        var clip = await TestClip.PlainAsync();
        byte[] stream = [0, 16, 0, 16, 0, 0, 0, 0, 0, 0, 0x01, 0xF4, 0x00, 0xF0, .. new byte[20]];
        var sound = new TrackFormat { Kind = TrackKind.Audio, Codec = Codec.Flac, ClockRate = 8000, SampleRate = 8000, Channels = 1, Configuration = stream, CodecString = "flac" };
        var format = new StreamFormat(clip.Format.Video, sound);
        var path = _files.Write("flac.mp4", format, clip.Leased(new Run(Guid.NewGuid(), TestClip.Start)));

        using var file = File.OpenHandle(path);
        Assert.True(new SegmentReader(file).Format.Matches(format));
        Assert.Contains("flac", await Tool.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", path), StringComparison.Ordinal);
    }
}
