using Vedette.Media.Hub;
using Vedette.Streams.Capturing;
using Xunit;

namespace Vedette.Streams.Tests.Capturing;

public sealed class RetryPauseTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_retry_comes_at_once() =>
        Assert.Equal(TimeSpan.Zero, RetryPause.OfRecorded(new Random(1)).Next(FeedBreakCause.Closed, Start));

    [Fact]
    public void Pauses_stay_below_two_seconds_for_five_minutes_and_grow_to_fifteen()
    {
        var pause = RetryPause.OfRecorded(new Random(1));
        var (now, early, late) = (Start, new List<TimeSpan>(), new List<TimeSpan>());
        while (now < Start.AddMinutes(10))
        {
            var next = pause.Next(FeedBreakCause.Unreachable, now);
            (now < Start.AddMinutes(5) ? early : late).Add(next);
            now += next + TimeSpan.FromMilliseconds(10);
        }

        Assert.All(early, next => Assert.True(next < TimeSpan.FromSeconds(2)));
        Assert.All(late, next => Assert.InRange(next, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public void Somebody_elses_turn_is_waited_for_with_growing_pauses_up_to_a_minute()
    {
        var pause = RetryPause.OfRecorded(new Random(1));
        var pauses = Enumerable.Range(0, 8).Select(_ => pause.Next(FeedBreakCause.WrongPassword, Start)).ToArray();

        Assert.True(pauses[0] > TimeSpan.FromSeconds(1));
        Assert.InRange(pauses[^1], TimeSpan.FromSeconds(48), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void After_pictures_the_next_loss_is_retried_at_once_again()
    {
        var pause = RetryPause.OfRecorded(new Random(1));
        _ = pause.Next(FeedBreakCause.Closed, Start);
        _ = pause.Next(FeedBreakCause.Closed, Start);

        pause.Reset();

        Assert.Equal(TimeSpan.Zero, pause.Next(FeedBreakCause.Closed, Start));
    }

    [Fact]
    public void A_guess_at_when_a_busy_camera_has_a_place_again_never_delays_a_try()
    {
        var pause = RetryPause.OfRecorded(new Random(1));
        var early = Enumerable.Range(0, 20).Select(_ => pause.Next(FeedBreakCause.Refused, Start, TimeSpan.FromSeconds(50))).ToArray();
        var later = Start.AddMinutes(6);

        Assert.All(early, next => Assert.True(next < TimeSpan.FromSeconds(2)));
        Assert.InRange(pause.Next(FeedBreakCause.Refused, later, TimeSpan.FromSeconds(4)), TimeSpan.FromSeconds(3.2), TimeSpan.FromSeconds(4));
        Assert.InRange(pause.Next(FeedBreakCause.Refused, later, TimeSpan.FromHours(9)), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_stream_on_demand_is_asked_for_less_often_soon()
    {
        var pause = RetryPause.OnDemand(new Random(1));
        var (now, tries) = (Start, 0);
        for (; now < Start.AddMinutes(2); tries++)
        {
            now += pause.Next(FeedBreakCause.Refused, now) + TimeSpan.FromMilliseconds(10);
        }

        Assert.InRange(tries, 8, 16);
    }
}
