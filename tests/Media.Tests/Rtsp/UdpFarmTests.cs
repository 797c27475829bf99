using Vedette.Media.Sources;
using Vedette.Support;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Against GStreamer's RTSP server, which here sends over UDP only.</summary>
public sealed class UdpFarmTests(UdpFarm farm) : IClassFixture<UdpFarm>
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData("plain")]
    [InlineData("reordered")]
    [InlineData("aac")]
    [InlineData("pcmu")]
    public void Every_picture_arrives_over_udp(string mount)
    {
        var watch = farm.Of(mount);

        FarmTests.AreContinuous(watch.Pictures);
        Assert.True(watch.Pictures.Count > 100);
        Assert.Equal((0, 0, 0), (watch.Counters.Lost, watch.Counters.Malformed, watch.Counters.ClockJumps));
        Assert.True(watch.Counters.DatagramBytes > 0 && watch.Counters.Video.ReportsSent > 0);
        Assert.InRange(watch.Counters.Video.Jitter, 0, 1);
    }

    [Fact]
    public async Task Overtaken_and_repeated_packets_do_no_harm()
    {
        var (watch, counts) = await WatchThroughAsync(new UdpWeather(Reordering: 0.05, Repetition: 0.02, Delay: TimeSpan.FromMilliseconds(30)));

        FarmTests.AreContinuous(watch.Pictures);
        Assert.Equal((0, 0, 0), (watch.Counters.Lost, watch.Counters.Malformed, watch.Counters.Video.Late));
        Assert.True(counts.Delayed > 100 && counts.Repeated > 20);
        Assert.InRange(watch.Counters.Video.Reordered, counts.Delayed / 2, counts.Delayed);
        Assert.InRange(watch.Counters.Video.Repeated, counts.Repeated - 5, counts.Repeated);
    }

    [Fact]
    public async Task Lost_packets_are_counted_and_cost_no_more_than_their_pictures()
    {
        var (watch, counts) = await WatchThroughAsync(new UdpWeather(Loss: 0.005, Reordering: 0.02));

        Assert.InRange(watch.Counters.Video.Lost, counts.Lost - 5, counts.Lost);
        Assert.True(watch.Counters.Video.Lost > 5);
        Assert.Equal(watch.Pictures.Select(picture => picture.DecodeTicks).Order(), watch.Pictures.Select(picture => picture.DecodeTicks));
        Assert.Single(watch.Pictures.Select(picture => picture.Run).Distinct());
        Assert.InRange(watch.Pictures.Count, 100, 210);
        Assert.Equal(watch.Counters.Video.Lost, watch.Pictures.Sum(picture => picture.PacketsLostBefore));
    }

    [Fact]
    public async Task Packets_that_come_too_late_are_lost_and_counted()
    {
        var (watch, _) = await WatchThroughAsync(new UdpWeather(Reordering: 0.01, Delay: TimeSpan.FromMilliseconds(500)));

        Assert.True(watch.Counters.Video.Late > 0);
        Assert.InRange(watch.Counters.Video.Late, watch.Counters.Video.Lost - 60, watch.Counters.Video.Lost);
    }

    private async Task<(Watch Watch, (int Forwarded, int Lost, int Delayed, int Repeated) Counts)> WatchThroughAsync(UdpWeather weather)
    {
        _ = farm.Of("plain");
        await using var network = LossyUdp.Start(farm.Port, weather);
        var watch = await Watch.RunAsync(
            new SourceEndpoint(new Uri($"rtsp://127.0.0.1:{network.Port}/plain"), null, null) { Transport = SourceTransport.Udp }, Watched);
        return (watch, network.Counts);
    }
}
