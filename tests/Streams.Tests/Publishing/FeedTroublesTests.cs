using Vedette.Media.Hub;
using Vedette.Streams.Publishing;
using Xunit;

namespace Vedette.Streams.Tests.Publishing;

public sealed class FeedTroublesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly FeedTroubles _troubles = new();

    [Fact]
    public void The_newest_twenty_are_kept_newest_first()
    {
        for (var minute = 0; minute < 50; minute++)
        {
            _troubles.Add(new FeedTrouble(Noon.AddMinutes(minute), FeedBreakCause.Closed, $"{minute}"));
        }

        Assert.Equal(Enumerable.Range(30, 20).Reverse().Select(minute => $"{minute}"), _troubles.Of(Noon.AddHours(1)).Select(trouble => trouble.Message));
    }

    [Fact]
    public void Attempts_that_fail_alike_are_one_trouble_until_pictures_were_back()
    {
        var trouble = new FeedTrouble(Noon, FeedBreakCause.Unreachable, "No answer.");
        _troubles.Add(trouble);
        _troubles.Add(trouble with { At = Noon.AddSeconds(2) });
        _troubles.Settle();
        _troubles.Add(trouble with { At = Noon.AddMinutes(1) });

        Assert.Equal([Noon.AddMinutes(1), Noon], _troubles.Of(Noon.AddHours(1)).Select(one => one.At));
    }

    [Fact]
    public void What_is_older_than_a_day_is_told_no_more()
    {
        _troubles.Add(new FeedTrouble(Noon, FeedBreakCause.Closed, "Old."));

        Assert.Single(_troubles.Of(Noon.AddDays(1)));
        Assert.Empty(_troubles.Of(Noon.AddDays(1).AddSeconds(1)));
    }
}
