using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class ClockFiguresTests : IDisposable
{
    private const int PictureTicks = 3600;
    private static readonly DateTimeOffset Start = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);

    private readonly H264Parameters _parameters = new();
    private readonly SourceCounters _counters = new();
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly StreamAssembler _assembler;

    public ClockFiguresTests()
    {
        _parameters.TakeText(FakeCamera.Sets);
        _assembler = new StreamAssembler(_parameters, audio: null, _counters);
    }

    public void Dispose()
    {
        _hub.End();
        _hub.Clear();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-100)]
    [InlineData(500)]
    public void The_cameras_drift_is_measured_through_the_jitter_of_the_network(int ppm)
    {
        var random = new Random(11);
        for (var picture = 0; picture < 25 * 600; picture++)
        {
            var sent = Start.AddMilliseconds(picture * 40 / (1 + (ppm / 1e6)));
            Video((uint)(picture * PictureTicks), picture % 50 == 0, sent.AddMilliseconds(2 + (random.NextDouble() * 30)));
        }

        Assert.InRange(_counters.DriftPpm!.Value, ppm - 3, ppm + 3);
        Assert.Equal(0, _counters.ClockJumps);
    }

    [Fact]
    public void Nothing_is_said_of_drift_before_it_can_be_told_or_after_a_jump()
    {
        for (var picture = 0; picture < 25 * 30; picture++)
        {
            Video((uint)(picture * PictureTicks), picture % 50 == 0, Start.AddMilliseconds(picture * 40));
        }

        Assert.Null(_counters.DriftPpm);
        for (var picture = 25 * 30; picture < 25 * 60; picture++)
        {
            Video((uint)(picture * PictureTicks), picture % 50 == 0, Start.AddMilliseconds(picture * 40));
        }

        Assert.NotNull(_counters.DriftPpm);
        Video(uint.MaxValue / 2, isKey: false, Start.AddSeconds(60));
        Assert.Null(_counters.DriftPpm);
    }

    [Fact]
    public void The_cameras_time_of_day_is_compared_with_ours_when_its_report_arrives()
    {
        Assert.Null(_counters.SenderOffset);
        _assembler.TakeReport(isVideo: true, new RtcpSenderReport(1, Ntp: 0, 5), Start);
        _assembler.TakeReport(isVideo: false, new RtcpSenderReport(1, NtpTime.From(Start), 5), Start);
        Assert.Null(_counters.SenderOffset);

        _assembler.TakeReport(isVideo: true, new RtcpSenderReport(1, NtpTime.From(Start.AddSeconds(-90.5)), 5), Start);

        Assert.InRange(_counters.SenderOffset!.Value.TotalSeconds, -90.501, -90.499);
    }

    [Fact]
    [Trait("Req", "R-59")]
    public void Quirk_32_the_newest_and_the_longest_group_are_told_by_media_time()
    {
        var at = 0;
        foreach (var length in (int[])[2, 10, 4])
        {
            for (var picture = 0; picture < length * 5; picture++, at += 5)
            {
                Video((uint)(at * PictureTicks), isKey: picture == 0, Start.AddMilliseconds(at * 40));
            }
        }

        Assert.Equal((10.0, 10.0, 50), (_counters.GroupSeconds, _counters.LongestGroupSeconds, _counters.GroupUnits));
        Video((uint)(at * PictureTicks), isKey: true, Start.AddMilliseconds(at * 40));
        Assert.Equal((4.0, 10.0, 20), (_counters.GroupSeconds, _counters.LongestGroupSeconds, _counters.GroupUnits));
        Assert.False(_counters.IsInterlaced);
    }

    [Fact]
    public void A_jump_of_the_cameras_clock_makes_no_long_group()
    {
        Video(0, isKey: true, Start);
        Video(900_000_000, isKey: true, Start.AddSeconds(1));
        Video(900_180_000, isKey: true, Start.AddSeconds(3));
        Assert.Equal((2.0, 2.0), (_counters.GroupSeconds, _counters.LongestGroupSeconds));
    }

    private void Video(uint timestamp, bool isKey, DateTimeOffset arrival) =>
        _assembler.TakeVideo(new CodedUnit(UnitMemory.Rent(8), 8, timestamp, isKey, LostBefore: 0), arrival, _hub);
}
