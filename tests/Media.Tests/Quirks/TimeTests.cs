using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras make of time.</summary>
public sealed class TimeTests
{
    private const uint Hours149 = unchecked((uint)(149L * 3600 * 90_000));

    [Theory]
    [InlineData(900_000u, 900_000u + Hours149, 3600u, 2)]               // 149 hours ahead
    [InlineData(900_000u + Hours149, 900_000u, 3600u, 2)]               // and back
    [InlineData(90_000_000u, 0u, 3600u, 2)]                             // begins anew
    [InlineData(800_000u, 0u, 0u, 1)]                                   // back, and stands still before and after
    [InlineData(0u, 0u, 0u, 1)]                                         // nothing but zeros
    [InlineData(900_000u, 600_000u, 3600u, 1)]                          // three seconds back
    [InlineData(900_000u, 907_200u, 3600u, 1)]                          // the same times once more
    [InlineData(4_294_960_000u, 7104u, 3600u, 1)]                       // 32 bits are over: no fault at all
    public async Task Quirk_25_Times_that_jump_repeat_or_go_back_never_make_a_recording_longer_than_it_was(uint first, uint second, uint step, int runs)
    {
        var replay = await Replay.OfAsync("clocks", ("first", $"{first}"), ("second", $"{second}"), ("step", $"{step}"));

        Assert.Equal(10, replay.Pictures.Count);
        Assert.Equal(runs, replay.Pictures.Select(picture => picture.Header.Run).Distinct().Count());
        Assert.All(replay.Pictures.GroupBy(picture => picture.Header.Run), run =>
        {
            var times = run.Select(picture => picture.Header.DecodeTicks).ToList();
            Assert.Equal(times.Order(), times);
            Assert.InRange(times[^1] - times[0], 0, 20 * 90_000);
            Assert.True(run.First().Header.IsKey);
        });
        Assert.InRange((replay.Pictures[^1].Header.WallTime - replay.Pictures[0].Header.WallTime).TotalSeconds, -0.5, 20);
    }

    [Fact]
    public async Task Quirk_25_The_end_of_32_bits_is_no_jump()
    {
        var replay = await Replay.OfAsync("clocks", ("first", "4294960000"), ("second", "7104"), ("step", "3600"));

        replay.HasAllPictures();
    }
}
