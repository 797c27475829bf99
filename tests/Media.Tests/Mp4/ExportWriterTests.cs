using System.IO.Pipelines;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

public sealed class ExportWriterTests : IDisposable
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly SegmentFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Segments_of_a_run_join_without_a_seam()
    {
        var clip = await TestClip.WithAacAsync();
        var segments = WriteRun(clip, new Run(Guid.CreateVersion7(), TestClip.Start), "a", skip: []);
        var (path, writer, _) = await ExportAsync(segments, DateTimeOffset.MinValue, Never);

        await Tool.DecodeAsync(path);
        Assert.Single(writer.Stretches);
        Assert.Equal(TimeSpan.FromSeconds(6), writer.Duration);
        Assert.Equal(new FileInfo(path).Length, writer.Length);
        for (var track = 0; track < 2; track++)
        {
            var packets = await Tool.PacketsAsync(path, track);
            Assert.Equal(
                clip.Units.Where(unit => unit.Track == track).Select(unit => unit.DecodeTicks),
                packets.Select(packet => packet.Dts));
        }
    }

    [Fact]
    public async Task The_pictures_are_bit_exact()
    {
        var clip = await TestClip.BFramesWithAacAsync();
        var segments = WriteRun(clip, new Run(Guid.CreateVersion7(), TestClip.Start), "a", skip: []);
        var (path, _, _) = await ExportAsync(segments, DateTimeOffset.MinValue, Never);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var packets = await Tool.PacketsAsync(path, 0);

        Assert.Equal(clip.Video.Count(), packets.Count);
        Assert.All(clip.Video.Zip(packets), pair => Assert.True(
            bytes.AsSpan((int)pair.Second.Position, pair.Second.Size).EndsWith(pair.First.Bytes)));
    }

    [Fact]
    public async Task The_range_starts_at_the_key_picture_before_and_ends_behind_its_end()
    {
        var clip = await TestClip.WithAacAsync();
        var segments = WriteRun(clip, new Run(Guid.CreateVersion7(), TestClip.Start), "a", skip: []);
        var (path, writer, ended) = await ExportAsync(
            segments, TestClip.Start.AddSeconds(2.9), TestClip.Start.AddSeconds(4.5));

        await Tool.DecodeAsync(path);
        Assert.True(ended);
        Assert.Equal(TestClip.Start.AddSeconds(2), writer.Stretches[0].Start);
        Assert.Equal(TestClip.Start.AddMilliseconds(4520), writer.Stretches[0].End);
        Assert.Equal(63, (await Tool.PacketsAsync(path, 0)).Count);
        var audio = await Tool.PacketsAsync(path, 1);
        Assert.InRange(audio[0].Dts, 0, 1024);
        Assert.InRange(audio[^1].Dts + audio[^1].Duration, 2.4 * 48_000, 2.6 * 48_000);
    }

    [Fact]
    public async Task A_gap_is_closed_up_and_told()
    {
        var clip = await TestClip.WithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var later = new Run(Guid.CreateVersion7(), TestClip.Start.AddHours(1));
        var segments = WriteRun(clip, run, "a", skip: [1]).Concat(WriteRun(clip, later, "b", skip: [])).ToList();
        var (path, writer, _) = await ExportAsync(segments, DateTimeOffset.MinValue, Never);

        await Tool.DecodeAsync(path);
        Assert.Equal(
            [TestClip.Start, TestClip.Start.AddSeconds(4), TestClip.Start.AddHours(1)],
            writer.Stretches.Select(stretch => stretch.Start));
        Assert.InRange(writer.Duration.TotalSeconds, 10, 10.1);
        for (var track = 0; track < 2; track++)
        {
            var packets = await Tool.PacketsAsync(path, track);
            var longest = packets.Zip(packets.Skip(1)).Max(pair => pair.Second.Dts - pair.First.Dts);
            Assert.True(longest < clip.Format.Tracks[track].ClockRate / 10, $"a hole of {longest} ticks in track {track}");
        }
    }

    [Fact]
    public async Task Pictures_of_another_size_go_on_in_the_same_file()
    {
        var small = await TestClip.PlainAsync();
        var large = await TestClip.LargerAsync();
        var segments = WriteRun(small, new Run(Guid.CreateVersion7(), TestClip.Start), "a", skip: [])
            .Concat(WriteRun(large, new Run(Guid.CreateVersion7(), TestClip.Start.AddMinutes(1)), "b", skip: []))
            .Concat(WriteRun(small, new Run(Guid.CreateVersion7(), TestClip.Start.AddMinutes(2)), "c", skip: []))
            .ToList();
        var (path, _, _) = await ExportAsync(segments, DateTimeOffset.MinValue, Never);

        await Tool.DecodeAsync(path);
        var sizes = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-show_entries", "frame=width,height", "-of", "csv=p=0", path);
        var lines = sizes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd(',')).ToList();
        Assert.Equal(300, lines.Count(line => line == "320,240"));
        Assert.Equal(150, lines.Count(line => line == "640,360"));
    }

    [Fact]
    public async Task Sound_that_lags_behind_the_pictures_stays_in_step()
    {
        var clip = await TestClip.WithAacAsync();
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var segments = WriteRun(clip, run, "late", skip: [], audioLag: TimeSpan.FromMilliseconds(300));
        var (path, writer, _) = await ExportAsync(segments, DateTimeOffset.MinValue, Never);

        await Tool.DecodeAsync(path);
        Assert.Single(writer.Stretches);
        var audio = await Tool.PacketsAsync(path, 1);
        Assert.Equal(clip.Audio.Select(unit => unit.DecodeTicks), audio.Select(packet => packet.Dts));
        Assert.Equal(clip.Video.Select(unit => unit.DecodeTicks), (await Tool.PacketsAsync(path, 0)).Select(packet => packet.Dts));
    }

    [Fact]
    public async Task Nothing_in_the_range_writes_nothing()
    {
        var (path, writer, _) = await ExportAsync([], DateTimeOffset.MinValue, Never);

        Assert.Equal(0, new FileInfo(path).Length);
        Assert.Empty(writer.Stretches);
    }

    /// <summary>One segment per group of pictures.</summary>
    private List<string> WriteRun(TestClip clip, Run run, string name, int[] skip, TimeSpan audioLag = default)
    {
        var arrivals = clip.Units.OrderBy(unit => Arrival(unit));
        var paths = new List<string>();
        var segment = new List<ClipUnit>();
        foreach (var unit in arrivals)
        {
            if (unit.Track == 0 && unit.IsKey && segment.Count > 0)
            {
                Close();
            }

            segment.Add(unit);
        }

        Close();
        return paths;

        TimeSpan Arrival(ClipUnit unit) =>
            MediaTime.ToTimeSpan(unit.DecodeTicks, clip.Format.Tracks[unit.Track].ClockRate) + (unit.Track == 1 ? audioLag : default);

        void Close()
        {
            var number = paths.Count;
            var runTicks = segment.First(unit => unit.Track == 0).DecodeTicks;
            var identity = new SegmentIdentity(Guid.NewGuid(), run.Id, number, run.StartedAt + MediaTime.ToTimeSpan(runTicks, 90_000), null)
            {
                RunTicks = runTicks,
            };
            paths.Add(_files.Write($"{name}-{number}.mp4", clip.Format, segment.ConvertAll(unit => clip.Lease(unit, run)), identity));
            segment.Clear();
            if (skip.Contains(number))
            {
                File.Delete(paths[^1]);
            }
        }
    }

    private async Task<(string Path, ExportWriter Writer, bool Ended)> ExportAsync(
        IReadOnlyList<string> segments, DateTimeOffset from, DateTimeOffset to)
    {
        var path = _files.Path("export.mp4");
        await using var output = File.Create(path);
        var pipe = PipeWriter.Create(output);
        var writer = new ExportWriter(pipe);
        var ended = false;
        foreach (var segment in segments.Where(File.Exists))
        {
            using var file = File.OpenHandle(segment);
            ended |= await writer.AppendAsync(file, from, to, TestContext.Current.CancellationToken);
        }

        await pipe.CompleteAsync();

        return (path, writer, ended);
    }
}
