using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

public sealed class FragmentBuilderTests : IDisposable
{
    private readonly SegmentFile _files = new();
    private readonly int _outstanding = AccessUnit.Outstanding;

    public void Dispose()
    {
        _files.Dispose();
        Assert.Equal(_outstanding, AccessUnit.Outstanding);
    }

    [Fact]
    public Task Ffmpeg_decodes_video_alone() => JudgeAsync(TestClip.PlainAsync());

    [Fact]
    public Task Ffmpeg_decodes_reordered_pictures_with_AAC() => JudgeAsync(TestClip.BFramesWithAacAsync());

    [Fact]
    public Task Ffmpeg_decodes_mu_law() => JudgeAsync(TestClip.WithMuLawAsync());

    [Fact]
    public Task Ffmpeg_decodes_a_law() => JudgeAsync(TestClip.WithALawAsync());

    private async Task JudgeAsync(Task<TestClip> loading)
    {
        var clip = await loading;
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(run, videoOffset: 7 * 90_000));

        await Tool.DecodeAsync(path);
        for (var track = 0; track < clip.Format.Tracks.Count; track++)
        {
            var packets = await Tool.PacketsAsync(path, track);
            var units = clip.Units.Where(unit => unit.Track == track).ToList();
            var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(units.Select(unit => unit.DecodeTicks), packets.Select(packet => packet.Dts));
            Assert.Equal(units.Select(unit => unit.DecodeTicks + unit.CompositionTicks), packets.Select(packet => packet.Pts));
            Assert.Equal(units.Select(unit => unit.IsKey), packets.Select(packet => packet.IsKey));
            Assert.All(units.Zip(packets), pair => Assert.True(
                pair.First.Bytes.AsSpan().SequenceEqual(file.AsSpan((int)pair.Second.Position, pair.Second.Size))));
        }
    }
}
