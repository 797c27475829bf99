using FsCheck.Fluent;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Vedette.Recording.Coverage;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Index;

/// <summary>
/// From RTP times to the timeline, with the real assembler, recorder, disk, index and coverage: whatever clocks do, no footage
/// is lost or listed twice and every second has one account.
/// </summary>
public sealed class ClockTests
{
    private const int PicturesASecond = 25;
    private const uint TicksAPicture = 90_000 / PicturesASecond;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>What happens to a camera.</summary>
    private enum Step
    {
        Record,
        Lose,
        Forward,
        Back,
        Restart,
    }

    [Fact]
    [Trait("Req", "R-59")]
    public async Task An_RTP_clock_that_wraps_while_it_is_recorded_leaves_no_trace()
    {
        await using var rig = new WritingRig();
        var camera = new AssembledCamera(rig, uint.MaxValue - (3 * 90_000));
        await rig.WantAsync();
        await camera.RecordAsync(8);
        await camera.EndAsync();

        Assert.Equal(8, (rig.State.Last!.End - rig.Segments[0].Start).TotalSeconds, 1);
        Assert.Single(rig.Segments.Select(segment => segment.RunId).Distinct());
        Assert.DoesNotContain(rig.Gaps, gap => gap.Cause is not GapCause.Starting and not GapCause.SwitchedOff);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    [Trait("Req", "R-59")]
    public async Task A_clock_set_forward_leaves_a_gap_that_says_so_and_one_set_back_leaves_none(int hours, bool leavesGap)
    {
        await using var rig = new WritingRig();
        var camera = new AssembledCamera(rig, 77);
        await rig.WantAsync();
        await camera.RecordAsync(3);
        rig.Time.Set(TimeSpan.FromHours(hours));
        await camera.RecordAsync(3);
        await camera.EndAsync();

        var steps = rig.Gaps.Where(gap => gap.Cause == GapCause.ClockStep).ToList();
        Assert.True((leavesGap ? 1 : 0) == steps.Count, string.Join("; ", rig.Gaps));
        Assert.All(steps, step => Assert.InRange((step.End - step.Start)!.Value.TotalMinutes, 59, 61));
        Assert.DoesNotContain(rig.Gaps, gap => gap.Cause == GapCause.CameraStalled);
        Assert.Equal(rig.Segments.Select((_, at) => at + 1L), rig.Segments.Select(segment => segment.Sequence));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z")]
    [InlineData("America/New_York", "2026-03-08T06:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:30:00Z")]
    [Trait("Req", "R-59")]
    public async Task Whatever_clocks_do_on_the_day_they_are_changed_no_footage_is_lost_or_listed_twice(string place, string start)
    {
        await using var host = await RecordingHost.StartAsync();
        var life = from first in Gen.Choose(int.MinValue, int.MaxValue)
                   from steps in Gen.ArrayOf(Gen.Elements(Step.Record, Step.Record, Step.Lose, Step.Forward, Step.Back, Step.Restart), 7)
                   select (First: unchecked((uint)first), Steps: steps);

        foreach (var (first, steps) in life.Sample(4))
        {
            await LiveAsync(host, place, DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), first, [Step.Record, .. steps, Step.Record]);
        }
    }

    private static async Task LiveAsync(RecordingHost host, string place, DateTimeOffset start, uint first, Step[] steps)
    {
        var told = $"{first}: {string.Join(", ", steps)}";
        await using var rig = new WritingRig();
        rig.Time.Set(start - rig.Time.GetUtcNow());
        var camera = new AssembledCamera(rig, first);
        await rig.WantAsync();
        foreach (var step in steps)
        {
            await DoAsync(rig, camera, step);
        }

        await camera.EndAsync();
        // A crash takes what was not said yet; catching up reads it back from the files.
        var id = rig.Camera.Id;
        var files = new FootageFiles(new VolumeSet([rig.Volume]), new PlainFootage(rig.Keys));
        List<Segment> segments = [.. files.Folders(id).Single().NewestFirst().Reverse().Select(name => files.Read(rig.Volume, name)!)];
        await host.Index.WriteAsync([.. segments.Select(segment => new Fact.Recorded(segment)), .. rig.Facts.Of(id).Where(fact => fact is not Fact.Recorded)], Stop);
        await AssertListedOnceAsync(host, id, segments, told);
        await AssertAccountedForAsync(host, rig, place, told);
    }

    private static async Task DoAsync(WritingRig rig, AssembledCamera camera, Step step)
    {
        switch (step)
        {
            case Step.Record:
                await camera.RecordAsync(3);
                break;
            case Step.Lose:
                camera.Lose(TimeSpan.FromSeconds(7));
                break;
            case Step.Forward:
                rig.Time.Set(TimeSpan.FromHours(1));
                break;
            case Step.Back:
                rig.Time.Set(TimeSpan.FromHours(-1));
                break;
            case Step.Restart:
                await rig.CrashAndRestartAsync();
                camera.Connect();
                await rig.WantAsync();
                break;
        }
    }

    private static async Task AssertListedOnceAsync(RecordingHost host, CameraId camera, IReadOnlyList<Segment> segments, string told)
    {
        Assert.NotEmpty(segments);
        Assert.True(segments.Select((_, at) => at + 1L).SequenceEqual(segments.Select(segment => segment.Sequence)), told);
        Assert.Equal(segments.Count, segments.Select(segment => segment.Path).Distinct().Count());
        var store = host.Get<RecordingStore>();
        var (from, to) = (segments.Min(segment => segment.Start), segments.Max(segment => segment.End));

        var listed = await store.SegmentsAsync(camera, from, to, Stop);
        Assert.True(segments.Select(segment => segment.Id).Order().SequenceEqual(listed.Select(segment => segment.Id).Order()), told);

        var paged = new List<Segment>(await store.SegmentsAsync(camera, from, to, Stop, most: 2));
        while (await store.SegmentsAfterAsync(camera, (paged[^1].Start, paged[^1].Sequence), from, to, 2, Stop) is { Count: > 0 } next)
        {
            paged.AddRange(next);
        }

        Assert.True(listed.Select(segment => segment.Id).SequenceEqual(paged.Select(segment => segment.Id)), told);
        foreach (var segment in segments)
        {
            var middle = segment.Start + (segment.Duration / 2);
            Assert.True((await store.SegmentsAsync(camera, middle, middle.AddMilliseconds(1), Stop)).Any(found => found.Id == segment.Id), told);
            Assert.True(
                (await store.RangesAsync(camera, middle, middle.AddMilliseconds(1), TimeSpan.FromMilliseconds(500), Stop)).Any(range => range.Start <= segment.Start && range.End >= segment.End),
                told);
        }
    }

    private static async Task AssertAccountedForAsync(RecordingHost host, WritingRig rig, string place, string told)
    {
        var id = rig.Camera.Id;
        var now = rig.Time.GetUtcNow();
        var zone = LocalDays.FindZone(place)!;
        var days = LocalDays.Between(zone, LocalDays.DateOf(zone, now).AddDays(-1), LocalDays.DateOf(zone, now)).ToList();
        var store = host.Get<CoverageStore>();
        var known = (await store.KnownAsync(id, Stop))!;
        var covered = CoverageSweep.Of(
            days,
            now,
            (known.Start, now),
            await store.StretchesAsync(id, days[0].Start, now, Stop),
            await host.Get<RecordingStore>().GapsAsync(id, days[0].Start, now, Stop));
        Assert.All(covered, day => Assert.Equal(day.Length, day.Gaps.Aggregate(day.Recorded + day.Outside, (sum, gap) => sum + gap.Length)));
        Assert.True(covered.All(day => day.Gaps.All(gap => gap.Cause != GapCause.Unexplained)), $"{told}: {string.Join("; ", covered.SelectMany(day => day.Gaps))}");
    }

    /// <summary>Pictures from RTP times on, as a camera's connection gives them.</summary>
    private sealed class AssembledCamera(WritingRig rig, uint first)
    {
        private StreamAssembler _assembler = NewAssembler();
        private uint _timestamp = first;
        private int _picture;

        public void Connect() => (_assembler, _picture) = (NewAssembler(), 0);

        public void Lose(TimeSpan length)
        {
            rig.Camera.Hub.Publish(new FeedBreak(FeedBreakCause.Unreachable, "It is gone.", rig.Time.GetUtcNow()));
            rig.Time.Advance(length);
            Connect();
        }

        public async Task RecordAsync(int seconds)
        {
            for (var sent = 0; sent < seconds * PicturesASecond; sent++)
            {
                var bytes = UnitMemory.Rent(200);
                bytes.AsSpan(0, 200).Clear();
                _assembler.TakeVideo(
                    new CodedUnit(bytes, 200, _timestamp, _picture % PicturesASecond == 0, 0), rig.Time.GetUtcNow(), rig.Camera.Hub);
                _picture++;
                _timestamp = unchecked(_timestamp + TicksAPicture);
                rig.Time.Advance(FakeCamera.Interval);
                if (sent % 10 == 9)
                {
                    await rig.RoundAsync();
                }
            }
        }

        public async Task EndAsync()
        {
            await rig.RoundAsync();
            rig.Recorder.Stop(GapCause.SwitchedOff, "Switched off by ana.", rig.Time.GetUtcNow());
            await rig.SettleAsync();
        }

        private static StreamAssembler NewAssembler() => new(new Parameters(), audio: null, new SourceCounters());
    }

    private sealed class Parameters : VideoParameters
    {
        private readonly TrackFormat _format = FakeCamera.FormatOf(640, 360).Video;

        public override TrackFormat? Format => _format;

        public override int ReorderFrames => 0;

        public override double? FrameRate => PicturesASecond;

        public override bool IsInterlaced => false;
    }
}
