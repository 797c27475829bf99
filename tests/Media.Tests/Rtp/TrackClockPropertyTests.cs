using FsCheck;
using FsCheck.Fluent;
using Vedette.Foundation;
using Vedette.Media.Rtp;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

/// <summary>Whatever a camera's clock does, media time stays with arrival or a new run is asked for.</summary>
public sealed class TrackClockPropertyTests
{
    private const int Rate = 90_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Req", "R-59")]
    public void Quirk_25_media_time_never_parts_from_arrival_without_asking_for_a_new_run()
    {
        var step = from timestamp in Gen.OneOf(Gen.Constant(3600L), Gen.Constant(0L), Gen.Choose(-900_000, 900_000).Select(ticks => (long)ticks), Gen.Choose(int.MinValue, int.MaxValue).Select(ticks => (long)ticks))
                   from waited in Gen.OneOf(Gen.Constant(40), Gen.Choose(0, 200), Gen.Choose(0, 15_000))
                   select (timestamp, waited);
        var camera = from first in Gen.Choose(int.MinValue, int.MaxValue) from steps in Gen.NonEmptyListOf(step) select (First: first, Steps: steps.ToArray());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(camera.ToArbitrary(), made => StaysWithArrival(made.First, made.Steps)));
    }

    private static void StaysWithArrival(int first, (long Timestamp, int Waited)[] steps)
    {
        var clock = new TrackClock(Rate);
        var (timestamp, arrival, started) = (unchecked((uint)first), Start, Start);
        clock.Start(timestamp, arrival, 0);
        foreach (var (ticks, waited) in steps)
        {
            timestamp = unchecked(timestamp + (uint)ticks);
            arrival = arrival.AddMilliseconds(waited);
            var read = clock.Read(timestamp, arrival);

            Assert.Equal(clock.Ticks, read);
            Assert.True(read >= 0);
            var apart = (arrival - started - MediaTime.ToTimeSpan(read, Rate)).Duration();
            Assert.True(clock.IsSplitDue || apart <= TrackClock.MaxDisagreement, $"{apart} apart");
            if (clock.IsSplitDue)
            {
                // The next key picture starts a run.
                clock.Start(timestamp, arrival, 0);
                started = arrival;
                Assert.False(clock.IsSplitDue);
            }
        }
    }
}
