using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

public sealed class GapLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(40);

    private readonly List<Fact> _said = [];
    private readonly GapLedger _ledger;

    public GapLedgerTests() => _ledger = new GapLedger(CameraId.New(), _said.Add);

    private Gap Only => Assert.Single(WritingRig.GapsOf(_said));

    [Fact]
    public void A_gap_reaches_from_the_last_picture_to_the_next_one_whenever_it_was_noticed()
    {
        _ledger.Recorded(Noon, Noon.AddSeconds(10), Frame);
        _ledger.Interrupt(GapCause.CameraStalled, "nothing", Noon.AddSeconds(15));
        _ledger.Recorded(Noon.AddSeconds(40), Noon.AddSeconds(41), Frame);

        Assert.Equal((Noon.AddSeconds(10), Noon.AddSeconds(40), GapCause.CameraStalled), (Only.Start, Only.End!.Value, Only.Cause));
    }

    [Theory]
    [InlineData(40, 90)]
    [InlineData(1000, 1400)]
    public void The_ordinary_distance_of_pictures_is_no_gap(int frameMilliseconds, int holeMilliseconds)
    {
        var frame = TimeSpan.FromMilliseconds(frameMilliseconds);
        _ledger.Recorded(Noon, Noon.AddSeconds(1), frame);
        _ledger.Recorded(Noon.AddSeconds(1).AddMilliseconds(holeMilliseconds), Noon.AddSeconds(3), frame);

        Assert.Empty(WritingRig.GapsOf(_said));
    }

    [Fact]
    public void A_hole_nobody_explained_is_still_a_gap()
    {
        _ledger.Recorded(Noon, Noon.AddSeconds(1), Frame);
        _ledger.Recorded(Noon.AddSeconds(4), Noon.AddSeconds(5), Frame);

        Assert.Equal((Noon.AddSeconds(1), Noon.AddSeconds(4)), (Only.Start, Only.End!.Value));
    }

    [Fact]
    public void A_break_that_cost_no_picture_is_withdrawn()
    {
        _ledger.Recorded(Noon, Noon.AddSeconds(1), Frame);
        _ledger.Interrupt(GapCause.CameraClosed, "closed", Noon.AddSeconds(1));
        _ledger.Recorded(Noon.AddSeconds(1.05), Noon.AddSeconds(2), Frame);

        Assert.Empty(WritingRig.GapsOf(_said));
        Assert.IsType<Fact.NotMissing>(_said[^1]);
    }

    [Theory]
    [InlineData(GapCause.CameraClosed, GapCause.CameraUnreachable, GapCause.CameraUnreachable)]
    [InlineData(GapCause.CameraUnreachable, GapCause.WrongPassword, GapCause.WrongPassword)]
    [InlineData(GapCause.WrongPassword, GapCause.CameraStalled, GapCause.WrongPassword)]
    [InlineData(GapCause.Starting, GapCause.NoKeyFrame, GapCause.NoKeyFrame)]
    [InlineData(GapCause.DiskFull, GapCause.DiskFailed, GapCause.DiskFailed)]
    public void One_outage_is_one_gap_with_the_most_telling_cause(GapCause first, GapCause second, GapCause told)
    {
        _ledger.Recorded(Noon, Noon.AddSeconds(1), Frame);
        _ledger.Interrupt(first, "first", Noon.AddSeconds(2));
        _ledger.Interrupt(second, "second", Noon.AddSeconds(9));

        Assert.Equal(told, Only.Cause);
    }

    [Fact]
    public void When_another_party_is_to_blame_from_an_instant_on_the_gap_is_split_there()
    {
        _ledger.Recorded(Noon, Noon.AddSeconds(1), Frame);
        _ledger.Interrupt(GapCause.NodeDown, "stopped", Noon.AddSeconds(1));
        _ledger.Interrupt(GapCause.CameraUnreachable, "no answer", Noon.AddSeconds(60));
        _ledger.Recorded(Noon.AddSeconds(90), Noon.AddSeconds(91), Frame);

        Assert.Equal(
            [(GapCause.NodeDown, Noon.AddSeconds(60)), (GapCause.CameraUnreachable, Noon.AddSeconds(90))],
            WritingRig.GapsOf(_said).Select(gap => (gap.Cause, gap.End!.Value)));
    }

    [Fact]
    public void A_removed_camera_owes_nothing_more()
    {
        _ledger.Recorded(Noon, Noon.AddSeconds(1), Frame);
        _ledger.Interrupt(GapCause.CameraUnreachable, "no answer", Noon.AddSeconds(2));
        _ledger.Leave(Noon.AddSeconds(30));

        Assert.Equal(Noon.AddSeconds(30), Only.End);
        Assert.Null(_ledger.Open);
    }

    [Fact]
    public void Whatever_happens_every_instant_is_recorded_or_in_exactly_one_gap()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            LiveOneLife(new Random(seed), $"seed {seed}");
        }
    }

    private static void LiveOneLife(Random random, string seed)
    {
        List<Fact> said = [];
        List<(DateTimeOffset From, DateTimeOffset To)> recorded = [];
        var ledger = new GapLedger(CameraId.New(), said.Add);
        var causes = Enum.GetValues<GapCause>();
        var now = Noon;
        ledger.Interrupt(GapCause.Starting, "on", now);
        for (var step = 0; step < 60; step++)
        {
            var passed = TimeSpan.FromMilliseconds(random.Next(1, 5000));
            var cause = causes[random.Next(causes.Length)];
            switch (random.Next(4))
            {
                case 0:
                    now += passed;
                    ledger.Interrupt(cause, "interrupted", now);
                    break;
                case 1:
                    now += passed;
                    ledger.Change(cause, "changed", now);
                    break;
                default:
                    recorded.Add((now, now + passed));
                    ledger.Recorded(now, now + passed, Frame);
                    now += passed;
                    break;
            }
        }

        AssertCovered([.. recorded, .. WritingRig.GapsOf(said).Select(gap => (gap.Start, gap.End ?? now))], now, seed);
    }

    private static void AssertCovered(List<(DateTimeOffset From, DateTimeOffset To)> spans, DateTimeOffset end, string seed)
    {
        var until = Noon;
        foreach (var (from, to) in spans.OrderBy(span => span.From).ThenBy(span => span.To))
        {
            Assert.True((from - until).Duration() <= GapLedger.Tolerance, $"{seed}: {until:O} is followed by {from:O}");
            until = to;
        }

        Assert.True((end - until).Duration() <= GapLedger.Tolerance, $"{seed}: nothing is known from {until:O} to {end:O}");
    }
}
