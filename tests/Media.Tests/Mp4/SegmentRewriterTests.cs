using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

public sealed class SegmentRewriterTests : IDisposable
{
    private readonly SegmentFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Times_move_and_not_a_byte_is_gained_or_lost()
    {
        var clip = await TestClip.WithAacAsync();
        var source = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var moved = await RewriteAsync(source, new SegmentRewrite { VideoStartTicks = 3600L * 90_000 });

        Assert.Equal(new FileInfo(source).Length, new FileInfo(moved).Length);
        await Tool.DecodeAsync(moved);
        for (var track = 0; track < 2; track++)
        {
            var clockRate = clip.Format.Tracks[track].ClockRate;
            var before = await Tool.PacketsAsync(source, track);
            var after = await Tool.PacketsAsync(moved, track);
            Assert.Equal(before.Select(packet => packet.Dts + (3600L * clockRate)), after.Select(packet => packet.Dts));
            Assert.Equal(before.Select(packet => packet.Position), after.Select(packet => packet.Position));
        }
    }

    [Fact]
    public async Task Sound_that_browsers_cannot_play_is_gone_and_the_pictures_stay()
    {
        var clip = await TestClip.WithMuLawAsync();
        var source = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var silent = await RewriteAsync(source, new SegmentRewrite { ForBrowsers = true });

        Assert.Equal(new FileInfo(source).Length, new FileInfo(silent).Length);
        await Tool.DecodeAsync(silent);
        Assert.Equal("video\n", await Tool.RunAsync(
            "ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", silent));
        Assert.Equal(clip.Video.Count(), (await Tool.PacketsAsync(silent, 0)).Count);
    }

    [Fact]
    public async Task Sound_that_browsers_can_play_stays()
    {
        var clip = await TestClip.WithAacAsync();
        var source = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var same = await RewriteAsync(source, new SegmentRewrite { ForBrowsers = true });

        Assert.Equal(
            await File.ReadAllBytesAsync(source, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(same, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Any_range_reads_the_same_as_the_whole()
    {
        var clip = await TestClip.WithMuLawAsync();
        var source = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var change = new SegmentRewrite { VideoStartTicks = 90_000_000_000, ForBrowsers = true };
        var whole = await File.ReadAllBytesAsync(await RewriteAsync(source, change), TestContext.Current.CancellationToken);
        using var stream = SegmentRewriter.Open(File.OpenHandle(source), change);
        var random = new Random(3);
        var buffer = new byte[4096];

        for (var round = 0; round < 2000; round++)
        {
            var offset = random.Next(whole.Length);
            stream.Seek(offset, SeekOrigin.Begin);
            var read = stream.Read(buffer.AsSpan(0, random.Next(1, buffer.Length)));
            Assert.True(whole.AsSpan(offset, read).SequenceEqual(buffer.AsSpan(0, read)));
        }
    }

    private async Task<string> RewriteAsync(string source, SegmentRewrite change)
    {
        var path = _files.Path($"{Guid.NewGuid()}.mp4");
        await using var stream = SegmentRewriter.Open(File.OpenHandle(source), change);
        await using var output = File.Create(path);
        await stream.CopyToAsync(output, TestContext.Current.CancellationToken);
        return path;
    }
}
