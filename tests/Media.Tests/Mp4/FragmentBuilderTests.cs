using System.Buffers;
using Vedette.Media.Mp4;
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

    [Fact]
    public async Task A_view_of_one_picture_at_a_time_plays_as_well()
    {
        var clip = await TestClip.WithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var path = _files.Path("live.mp4");
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        using (var builder = new FragmentBuilder(clip.Format))
        {
            var position = SegmentFile.WriteInit(file, clip.Format, null);
            builder.Begin(0);
            foreach (var unit in clip.Leased(run, videoOffset: 90_000 * 3600L))
            {
                builder.Add(unit);
                unit.Release();
                position += SegmentFile.Append(file, position, builder.Finish());
            }
        }

        await Tool.DecodeAsync(path);
        Assert.Equal(
            clip.Video.Select(unit => unit.DecodeTicks + (90_000 * 3600L)),
            (await Tool.PacketsAsync(path, 0)).Select(packet => packet.Dts));
    }

    [Fact]
    public async Task A_fragment_tells_what_it_is()
    {
        var clip = await TestClip.PlainAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        using var builder = new FragmentBuilder(clip.Format);
        builder.Begin(0);
        foreach (var unit in clip.Video.Take(26))
        {
            Add(builder, clip.Lease(unit, run));
        }

        Assert.Equal(26, builder.Count);
        Assert.Equal(TimeSpan.FromSeconds(1), builder.Collected);
        Assert.Equal(clip.Video.Take(26).Sum(unit => unit.Bytes.Length), builder.PayloadBytes);
        using (var first = builder.Cut()!)
        {
            Assert.True(first.StartsWithKey);
            Assert.Equal(25, first.UnitCount);
            Assert.Equal(TestClip.Start, first.WallTime);
            Assert.Equal(TimeSpan.Zero, first.MediaStart);
            Assert.Equal(TimeSpan.FromSeconds(1), first.MediaEnd);
            Assert.Equal(first.Length, first.Parts.Sum(part => (long)part.Length));
        }

        Assert.Equal(1, builder.Count);
        Assert.Null(builder.Cut());
        var next = clip.Lease(clip.Video.ElementAt(28), run);
        using (var last = builder.Finish(next)!)
        {
            Assert.False(last.StartsWithKey);
            Assert.Equal(TimeSpan.FromMilliseconds(1120), last.MediaEnd);
        }

        next.Release();
        Assert.Null(builder.Finish());
        Assert.Equal(0, builder.PayloadBytes);
    }

    [Fact]
    public async Task A_fragment_lives_until_its_last_reader_is_done()
    {
        var clip = await TestClip.PlainAsync();
        var builder = new FragmentBuilder(clip.Format);
        Add(builder, clip.Lease(clip.Video.First(), new Run(Guid.CreateVersion7(), TestClip.Start)));
        var fragment = builder.Finish()!;
        builder.Dispose();
        fragment.Lease();
        fragment.Release();
        Assert.True(fragment.Parts[1].Span.SequenceEqual(clip.Video.First().Bytes));
        fragment.Release();
        Assert.Throws<ObjectDisposedException>(() => fragment.Parts);
        Assert.Throws<ObjectDisposedException>(fragment.Release);
    }

    [Theory]
    [InlineData(new long[] { 0, 3600, 3600, 3600, 7200 }, new long[] { 0, 3600, 3601, 3602, 7200 })]
    [InlineData(new long[] { 0, 3600, 1800, 7200 }, new long[] { 0, 3600, 3601, 7200 })]
    [InlineData(new long[] { 0, 3600, 900_000_000_000, 900_000_003_600 }, new long[] { 0, 3600, 3601, 7201 })]
    [InlineData(new long[] { 90_000_000, 90_003_600, 0, 3600 }, new long[] { 0, 3600, 3601, 7201 })]
    public async Task Times_that_repeat_go_back_or_leap_are_made_to_grow(long[] sent, long[] expected)
    {
        var clip = await TestClip.PlainAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var picture = clip.Video.First();
        using var builder = new FragmentBuilder(clip.Format);
        builder.Begin(sent[0]);
        foreach (var ticks in sent)
        {
            Add(builder, clip.Lease(picture with { DecodeTicks = ticks }, run));
        }

        var samples = Read(clip.Format, builder.Finish()!).Runs[0].Samples;

        Assert.Equal(expected, samples.Select(sample => sample.DecodeTicks));
        Assert.Equal(samples[^2].Duration, samples[^1].Duration);
    }

    [Fact]
    public async Task Sound_older_than_the_first_picture_makes_the_pictures_start_later()
    {
        var clip = await TestClip.WithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        using var builder = new FragmentBuilder(clip.Format);
        builder.Begin(180_000);
        Add(builder, clip.Lease(clip.Video.ElementAt(50), run));
        Add(builder, clip.Lease(clip.Audio.ElementAt(90), run));
        Add(builder, clip.Lease(clip.Audio.ElementAt(91), run));

        var fragment = Read(clip.Format, builder.Finish()!);

        // Frame 90 is 3840 samples (80 ms) before second 2.
        Assert.Equal(7200, fragment.Runs[0].BaseDecodeTicks);
        Assert.Equal(0, fragment.Runs[1].BaseDecodeTicks);
    }

    [Fact]
    public async Task Recording_allocates_nothing_per_unit_once_running()
    {
        var clip = await TestClip.WithAacAsync();
        var units = clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)).ToList();
        using var builder = new FragmentBuilder(clip.Format);
        Round();
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 10; round++)
        {
            Round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        units.ForEach(unit => unit.Release());

        void Round()
        {
            builder.Begin(0);
            foreach (var unit in units)
            {
                builder.Add(unit);
                if (builder.Collected >= TimeSpan.FromSeconds(1))
                {
                    builder.Cut()!.Release();
                }
            }

            builder.Finish()!.Release();
        }
    }

    private static void Add(FragmentBuilder builder, AccessUnit unit)
    {
        builder.Add(unit);
        unit.Release();
    }

    private static SegmentFragment Read(StreamFormat format, Fragment fragment)
    {
        var file = new ArrayBufferWriter<byte>();
        InitSection.Write(file, format);
        foreach (var part in fragment.Parts)
        {
            file.Write(part.Span);
        }

        fragment.Release();
        return new SegmentReader(new MemoryStream(file.WrittenSpan.ToArray())).ReadFragment()!;
    }

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
