using FsCheck;
using FsCheck.Fluent;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Coverage;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Coverage;

public sealed class CoverageSweepTests
{
    private static readonly CameraId Camera = CameraId.New();
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly LocalDay Today = new(new DateOnly(2026, 11, 21), Midnight, Midnight.AddDays(1));

    /// <summary>A place, and the day its clocks are changed.</summary>
    public static TheoryData<string, int, int> ChangedClocks => new()
    {
        { "Europe/Berlin", 3, 29 },
        { "Europe/Berlin", 10, 25 },
        { "America/New_York", 3, 8 },
        { "America/New_York", 11, 1 },
        { "Australia/Lord_Howe", 4, 5 },
        { "Australia/Lord_Howe", 10, 4 },
    };

    [Fact]
    public void What_somebody_switched_off_is_not_owed_and_what_broke_is()
    {
        var day = Assert.Single(Sweep(
            Midnight.AddDays(1),
            [new RecordedRange(Midnight, Midnight.AddHours(6))],
            [GapOf(6, 12, GapCause.SwitchedOff), GapOf(12, 18, GapCause.DiskFull), GapOf(18, null, GapCause.CameraUnreachable)]));

        Assert.Equal((TimeSpan.FromHours(24), TimeSpan.FromHours(18), TimeSpan.FromHours(6)), (day.Length, day.Wanted, day.Recorded));
        Assert.Equal(1 / 3.0, day.Ratio!.Value, 9);
        Assert.Equal(
            [(GapCause.CameraUnreachable, 6.0, 1), (GapCause.DiskFull, 6.0, 1), (GapCause.SwitchedOff, 6.0, 1)],
            day.Gaps.Select(gap => (gap.Cause, gap.Length.TotalHours, gap.Count)));
    }

    [Fact]
    public void A_hole_nobody_explained_is_not_taken_for_footage_and_the_distance_of_slow_pictures_is()
    {
        var day = Assert.Single(Sweep(
            Midnight.AddHours(3),
            [
                new RecordedRange(Midnight, Midnight.AddHours(1)),
                new RecordedRange(Midnight.AddHours(1).AddSeconds(2), Midnight.AddHours(2)),
                new RecordedRange(Midnight.AddHours(2).AddSeconds(2.5), Midnight.AddHours(3)),
            ],
            []));

        Assert.Equal((GapCause.Unexplained, 2.5), (Assert.Single(day.Gaps).Cause, day.Gaps[0].Length.TotalSeconds));
    }

    [Fact]
    public void Before_the_camera_was_added_nothing_was_owed()
    {
        var day = Assert.Single(CoverageSweep.Of(
            [Today],
            Midnight.AddDays(2),
            (Midnight.AddHours(9), Midnight.AddHours(21)),
            [new RecordedRange(Midnight.AddHours(9), Midnight.AddHours(21))],
            []));

        Assert.Equal((12.0, 12.0, 1.0), (day.Outside.TotalHours, day.Wanted.TotalHours, day.Ratio));
        Assert.Empty(day.Gaps);
    }

    [Fact]
    public void Footage_recorded_twice_because_the_clock_was_set_back_counts_once()
    {
        var day = Assert.Single(Sweep(
            Midnight.AddHours(3),
            [new RecordedRange(Midnight, Midnight.AddHours(2)), new RecordedRange(Midnight.AddHours(1), Midnight.AddHours(3))],
            [GapOf(1, 2.5, GapCause.ClockStep)]));

        Assert.Equal(3, day.Recorded.TotalHours);
        Assert.Empty(day.Gaps);
    }

    [Theory]
    [MemberData(nameof(ChangedClocks))]
    [Trait("Req", "R-59")]
    public void Whatever_happens_on_the_days_around_a_change_of_clocks_every_second_has_one_account(string place, int month, int dayOfMonth)
    {
        var changed = new DateOnly(2026, month, dayOfMonth);
        var days = LocalDays.Between(LocalDays.FindZone(place)!, changed.AddDays(-1), changed.AddDays(1)).ToList();
        var life = from seed in Gen.Choose(0, int.MaxValue) from end in Gen.Choose(1, 80 * 3600) select (seed, end);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(life.ToArbitrary(), made => AddsUp(days, days[0].Start.AddHours(-4), new Random(made.seed), days[0].Start.AddSeconds(made.end))));
    }

    private static void AddsUp(List<LocalDay> days, DateTimeOffset from, Random random, DateTimeOffset until)
    {
        var (recorded, gaps, now) = Live(random, from, until);
        until = now;
        var covered = CoverageSweep.Of(days, until, (from, now), recorded, gaps);

        Assert.Equal(days.Count(day => day.Start < until), covered.Count);
        foreach (var (day, account) in days.Zip(covered))
        {
            Assert.Equal((day.End < until ? day.End : until) - day.Start, account.Length);
            Assert.Equal(account.Length, account.Gaps.Aggregate(account.Recorded + account.Outside, (sum, gap) => sum + gap.Length));
            Assert.Equal(account.Gaps.Count, account.Gaps.Select(gap => gap.Cause).Distinct().Count());
            // The ledger explains everything.
            Assert.DoesNotContain(account.Gaps, gap => gap.Cause == GapCause.Unexplained);
        }
    }

    /// <summary>What the ledger says of a camera that is recorded, lost, switched off, and whose clock is set.</summary>
    private static (List<RecordedRange> Recorded, List<Gap> Gaps, DateTimeOffset Now) Live(Random random, DateTimeOffset from, DateTimeOffset until)
    {
        List<Fact> said = [];
        List<RecordedRange> recorded = [];
        var ledger = new GapLedger(Camera, said.Add);
        GapCause[] causes = [.. Enum.GetValues<GapCause>().Where(cause => cause != GapCause.Unexplained)];
        var now = from;
        ledger.Interrupt(GapCause.Starting, "on", now);
        while (now < until)
        {
            var passed = TimeSpan.FromMilliseconds(random.Next(1, 7_200_000));
            switch (random.Next(5))
            {
                case 0:
                    now += passed;
                    ledger.Interrupt(causes[random.Next(causes.Length)], "interrupted", now);
                    break;
                case 1:
                    now += passed;
                    ledger.Change(causes[random.Next(causes.Length)], "changed", now);
                    break;
                case 2 when random.Next(3) == 0 && now - from > TimeSpan.FromHours(1):
                    now += TimeSpan.FromHours(random.Next(2) == 0 ? 1 : -1);
                    break;
                default:
                    recorded.Add(new RecordedRange(now, now + passed));
                    ledger.Recorded(now, now + passed, TimeSpan.FromMilliseconds(40));
                    now += passed;
                    break;
            }
        }

        ledger.Interrupt(GapCause.NodeDown, "over", now);
        return ([.. recorded.OrderBy(range => range.Start)], [.. WritingRig.GapsOf(said)], now);
    }

    private static IReadOnlyList<CoverageDay> Sweep(DateTimeOffset until, IReadOnlyList<RecordedRange> recorded, IReadOnlyList<Gap> gaps) =>
        CoverageSweep.Of([Today], until, (Midnight, until), recorded, gaps);

    private static Gap GapOf(double from, double? to, GapCause cause) => new()
    {
        Id = Guid.CreateVersion7(),
        CameraId = Camera,
        Start = Midnight.AddHours(from),
        End = to is { } end ? Midnight.AddHours(end) : null,
        Cause = cause,
        Detail = "",
    };
}
