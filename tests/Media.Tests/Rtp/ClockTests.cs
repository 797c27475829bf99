using Vedette.Media.Rtp;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class ClockTests
{
    private const int Rate = 90_000;
    private const int Picture = 3600;
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Media_time_goes_on_where_rtp_time_wraps()
    {
        var clock = new TrackClock(Rate);
        clock.Start(uint.MaxValue - 1000, Start, 0);

        Assert.Equal(Picture, clock.Read(unchecked(uint.MaxValue - 1000 + Picture), Start.AddMilliseconds(40)));
        Assert.False(clock.IsSplitDue);
    }

    [Theory]
    [InlineData(+149 * 3600)]
    [InlineData(-149 * 3600 / 4)]
    [InlineData(+11)]
    [InlineData(-11)]
    public void A_large_jump_is_bridged_and_splits_the_run(int seconds)
    {
        var clock = new TrackClock(Rate);
        clock.Start(5, Start, 0);
        var ticks = clock.Read(unchecked(5 + (uint)((long)seconds * Rate)), Start.AddMilliseconds(40));

        Assert.Equal(Picture, ticks);
        Assert.True(clock.IsSplitDue);
        Assert.Equal(1, clock.Jumps);
    }

    [Fact]
    public void A_small_step_back_is_bridged_without_a_split()
    {
        var clock = new TrackClock(Rate);
        clock.Start(10 * Rate, Start, 0);
        Assert.Equal(Picture, clock.Read(5 * Rate, Start.AddMilliseconds(40)));
        Assert.False(clock.IsSplitDue);
    }

    [Fact]
    public void A_pause_that_both_clocks_saw_is_no_jump()
    {
        var clock = new TrackClock(Rate);
        clock.Start(0, Start, 0);
        Assert.Equal(60 * Rate, clock.Read(60 * Rate, Start.AddMinutes(1)));
        Assert.False(clock.IsSplitDue);
    }

    [Fact]
    public void A_clock_that_stands_still_is_carried_on_by_arrival()
    {
        var clock = new TrackClock(Rate);
        clock.Start(0, Start, 0);
        long ticks = 0;
        for (var picture = 1; picture <= 25 * 60; picture++)
        {
            ticks = clock.Read(0, Start.AddMilliseconds(40 * picture));
        }

        Assert.InRange(ticks, 59 * Rate, 60 * Rate);
        Assert.False(clock.IsSplitDue);
    }

    [Fact]
    public void A_clock_that_runs_far_too_fast_splits_the_run_in_the_end()
    {
        var clock = new TrackClock(Rate);
        clock.Start(0, Start, 0);
        for (var second = 1; second <= 11; second++)
        {
            _ = clock.Read((uint)(second * 2 * Rate), Start.AddSeconds(second));
        }

        Assert.True(clock.IsSplitDue);
    }

    [Fact]
    public void Wall_time_follows_arrival_by_500_parts_per_million_at_most()
    {
        var wall = new WallClock();
        wall.Start(Start);
        var last = wall.At(0, Rate);
        for (var picture = 1; picture <= 25 * 600; picture++)
        {
            // The camera's clock loses 300 ppm; the network delays every third picture by 30 ms.
            var ticks = picture * Picture;
            var arrival = Start.AddMilliseconds((picture * 40 * 1.0003) + (picture % 3 == 0 ? 30 : 0));
            wall.Slew(ticks, Rate, arrival);
            var now = wall.At(ticks, Rate);
            Assert.InRange((now - last).TotalMilliseconds, 39.9, 40.1);
            last = now;
        }

        Assert.InRange((last - Start).TotalSeconds, 600.10, 600.25);
    }

    [Fact]
    public void Decoding_times_of_reordered_pictures_are_even_and_never_late()
    {
        // Display order I B B P: decoding order I P B B, depth 1.
        long[] shown = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8];
        var clock = new DecodeClock();
        var first = clock.Start(depth: 1, Picture);
        var decode = shown.Select(number => clock.Next(first + (number * Picture))).ToArray();

        Assert.Equal(Enumerable.Range(0, 10).Select(number => (long)number * Picture), decode);
        Assert.All(decode.Zip(shown), pair => Assert.True(pair.First <= first + (pair.Second * Picture)));
    }

    [Fact]
    public void Without_reordering_both_times_are_the_same()
    {
        var clock = new DecodeClock();
        Assert.Equal(0, clock.Start(0, Picture));
        Assert.Equal([0L, 3600, 7300, 7300, 9000], ((long[])[0, 3600, 7300, 7300, 9000]).Select(clock.Next));
        Assert.Equal(0, clock.Depth);
    }

    [Fact]
    public void Reordering_that_was_not_announced_is_found_out_and_decoding_times_never_go_back()
    {
        var clock = new DecodeClock();
        _ = clock.Start(0, Picture);
        long[] shown = [0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11, 16, 14, 13, 15];
        var decode = shown.Select(number => clock.Next(number * Picture)).ToArray();

        Assert.Equal(decode.Order(), decode);
        Assert.Equal(2, clock.Depth);
        Assert.All(decode.Zip(shown).Skip(8), pair => Assert.True(pair.First <= pair.Second * Picture));
    }

    [Fact]
    public void Ntp_time_is_understood_on_both_sides_of_2036()
    {
        foreach (var instant in (DateTimeOffset[])[Start, new(2040, 1, 2, 3, 4, 5, TimeSpan.Zero)])
        {
            Assert.InRange((NtpTime.ToInstant(NtpTime.From(instant)) - instant).Ticks, -10, 10);
        }
    }

    [Fact]
    public void Sound_is_laid_beside_the_picture_by_the_cameras_own_clock()
    {
        var senders = new SenderClocks(Rate);
        Assert.Null(senders.AudioFor(0, 0, 0, 8000));
        var ntp = NtpTime.From(Start);
        senders.Take(isVideo: true, new RtcpSenderReport(1, ntp, 1000), Rate);
        senders.Take(isVideo: false, new RtcpSenderReport(2, ntp + (1UL << 31), 500), 8000);  // half a second later

        // Picture 1000 has media time 2 s; sound 500 was half a second later.
        Assert.InRange(senders.AudioFor(1000, 2 * Rate, 500, 8000)!.Value, 19_999, 20_000);
    }
}
