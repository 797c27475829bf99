using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

public sealed class SegmentReaderTests : IDisposable
{
    private readonly SegmentFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_was_written_is_read_back_without_loss()
    {
        var clip = await TestClip.BFramesWithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var identity = Identity(run);
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(run), identity);

        using var file = File.OpenHandle(path);
        var reader = new SegmentReader(file);
        var fragments = reader.ReadFragments();
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        Assert.True(reader.Format.Matches(clip.Format));
        Assert.Equal(clip.Format.Video.CodecString, reader.Format.Video.CodecString);
        Assert.Equal(identity with { PreviousChainHash = null }, reader.Identity! with { PreviousChainHash = null });
        Assert.Equal(identity.PreviousChainHash, reader.Identity!.PreviousChainHash);
        Assert.Equal(bytes.Length, reader.ValidLength);
        Assert.Equal(bytes.Length - reader.InitLength, fragments.Sum(fragment => fragment.Length));
        for (var track = 0; track < 2; track++)
        {
            var samples = fragments.SelectMany(fragment => fragment.RunOf(track)?.Samples ?? []).ToList();
            var units = clip.Units.Where(unit => unit.Track == track).ToList();
            Assert.Equal(units.Select(unit => unit.DecodeTicks), samples.Select(sample => sample.DecodeTicks));
            Assert.Equal(units.Select(unit => unit.CompositionTicks), samples.Select(sample => sample.CompositionTicks));
            Assert.Equal(units.Select(unit => unit.IsKey), samples.Select(sample => sample.IsKey));
            Assert.All(units.Zip(samples), pair => Assert.True(
                pair.First.Bytes.AsSpan().SequenceEqual(bytes.AsSpan((int)pair.Second.Offset, pair.Second.Size))));
        }

        Assert.All(fragments, fragment => Assert.True(reader.IsPayloadWhole(fragment)));
    }

    [Fact]
    public async Task Each_key_picture_is_found_with_its_wall_time()
    {
        var clip = await TestClip.BFramesWithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(run));
        var expected = clip.Video.Where(unit => unit.IsKey)
            .Select(unit => TestClip.Start + MediaTime.ToTimeSpan(unit.DecodeTicks + unit.CompositionTicks, 90_000)).ToList();

        using var file = File.OpenHandle(path);
        var found = KeyFrames.List(new SegmentReader(file));

        Assert.Equal(expected, found.Select(keyFrame => keyFrame.WallTime));
        Assert.Equal(expected[1], KeyFrames.AtOrBefore(found, expected[2] - TimeSpan.FromMilliseconds(1))!.WallTime);
        Assert.Equal(expected[2], KeyFrames.AtOrBefore(found, expected[2])!.WallTime);
        Assert.Equal(expected[0], KeyFrames.AtOrBefore(found, expected[0] - TimeSpan.FromDays(1))!.WallTime);
    }

    [Fact]
    public async Task A_tail_torn_at_any_byte_leaves_the_fragments_before_it()
    {
        var clip = await TestClip.PlainAsync();
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var reader = new SegmentReader(new MemoryStream(whole));
        var fragments = reader.ReadFragments();
        var ends = fragments.Select(fragment => fragment.Offset + fragment.Length).Prepend(reader.InitLength).ToList();

        for (var length = (int)reader.InitLength; length < whole.Length; length += 97)
        {
            var torn = new SegmentReader(new MemoryStream(whole, 0, length));
            torn.ReadFragments();
            Assert.Equal(ends.Last(end => end <= length), torn.ValidLength);
        }
    }

    [Fact]
    public async Task Zeros_and_rubbish_behind_the_last_fragment_are_not_read()
    {
        var clip = await TestClip.PlainAsync();
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var rubbish = new byte[5000];
        new Random(1).NextBytes(rubbish);

        foreach (var tail in new[] { new byte[5000], rubbish, "\0\0\0\u0001mdat"u8.ToArray() })
        {
            var reader = new SegmentReader(new MemoryStream([.. whole, .. tail]));
            reader.ReadFragments();
            Assert.Equal(whole.Length, reader.ValidLength);
        }
    }

    [Fact]
    public async Task A_payload_the_disk_never_got_to_is_noticed()
    {
        var clip = await TestClip.PlainAsync();
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var last = new SegmentReader(new MemoryStream(whole)).ReadFragments()[^1];
        whole.AsSpan((int)(last.Offset + last.Length) - 600, 600).Clear();

        var reader = new SegmentReader(new MemoryStream(whole));
        var fragments = reader.ReadFragments();

        Assert.False(reader.IsPayloadWhole(fragments[^1]));
        Assert.All(fragments.SkipLast(1), fragment => Assert.True(reader.IsPayloadWhole(fragment)));
    }

    [Fact]
    public async Task A_growing_file_is_read_on()
    {
        var clip = await TestClip.PlainAsync();
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var growing = new MemoryStream();
        growing.Write(whole.AsSpan(0, whole.Length / 2));

        var reader = new SegmentReader(growing);
        var before = reader.ReadFragments().Count;
        growing.Position = growing.Length;
        growing.Write(whole.AsSpan(whole.Length / 2));
        var after = reader.ReadFragments().Count;

        Assert.Equal(new SegmentReader(new MemoryStream(whole)).ReadFragments().Count, before + after);
        Assert.Equal(whole.Length, reader.ValidLength);
    }

    [Fact]
    public async Task Files_of_ffmpeg_are_read_as_well()
    {
        var clip = await TestClip.WithAacAsync();
        var source = _files.Write("clip.mp4", clip.Format, clip.Leased(new Run(Guid.CreateVersion7(), TestClip.Start)));
        var path = _files.Path("remuxed.mp4");
        await Tool.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-i", source, "-c", "copy", "-movflags", "frag_keyframe+empty_moov+default_base_moof", path);

        using var file = File.OpenHandle(path);
        var reader = new SegmentReader(file);
        var fragments = reader.ReadFragments();

        Assert.Null(reader.Identity);
        Assert.Equal(clip.Video.Count(), fragments.Sum(fragment => fragment.RunOf(0)?.Samples.Count ?? 0));
        Assert.Equal(clip.Audio.Count(), fragments.Sum(fragment => fragment.RunOf(1)?.Samples.Count ?? 0));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0, 0, 8, 0x6D, 0x6F, 0x6F, 0x76 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void What_is_no_segment_is_a_fault_of_format(byte[] bytes)
    {
        var fault = Assert.Throws<FaultException>(() => new SegmentReader(new MemoryStream(bytes)));
        Assert.Equal(FaultKind.Format, fault.Kind);
    }

    [Fact]
    public async Task No_mutation_makes_the_reader_do_anything_but_report_a_fault_of_format()
    {
        var clip = await TestClip.BFramesWithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var path = _files.Write("clip.mp4", clip.Format, clip.Leased(run), Identity(run));
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var structure = new SegmentReader(new MemoryStream(whole)).ReadFragments()
            .Select(fragment => (Start: (int)fragment.Offset, End: (int)fragment.Runs[0].Samples[0].Offset)).ToList();
        var initLength = structure[0].Start;
        var random = new Random(20_260_329);

        for (var round = 0; round < 4000; round++)
        {
            var mutated = (byte[])whole.Clone();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var (start, end) = random.Next(2) == 0 ? (0, initLength) : structure[random.Next(structure.Count)];
                var at = random.Next(start, end);
                switch (random.Next(4))
                {
                    case 0:
                        mutated[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 1:
                        mutated[at] = (byte)random.Next(256);
                        break;
                    case 2:
                        mutated.AsSpan(at, Math.Min(4, end - at)).Fill(0xFF);
                        break;
                    default:
                        mutated.AsSpan(at, Math.Min(4, end - at)).Clear();
                        break;
                }
            }

            try
            {
                var reader = new SegmentReader(new MemoryStream(mutated));
                foreach (var fragment in reader.ReadFragments())
                {
                    Assert.All(fragment.Runs, fragmentRun => Assert.All(fragmentRun.Samples, sample =>
                        Assert.InRange(sample.Offset + sample.Size, fragment.Offset, fragment.Offset + fragment.Length)));
                    _ = reader.IsPayloadWhole(fragment);
                }

                Assert.InRange(reader.ValidLength, reader.InitLength, mutated.Length);
            }
            catch (FaultException fault) when (fault.Kind == FaultKind.Format)
            {
            }
        }
    }

    private static SegmentIdentity Identity(Run run) => new(
        Guid.CreateVersion7(), run.Id, 41, TestClip.Start.AddMicroseconds(7), [.. Enumerable.Range(1, 32).Select(i => (byte)i)])
    {
        RunTicks = 123_456_789_012,
    };
}
