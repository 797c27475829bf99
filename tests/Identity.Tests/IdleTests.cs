using Vedette.Audit;
using Vedette.Inventory;
using Vedette.Platform.Hosting;
using Vedette.Recording;
using Vedette.Sensing;
using Vedette.Streams;
using Vedette.Support;

namespace Vedette.Identity.Tests;

/// <summary>The whole program without a camera has nothing to do, and hardly wakes up for it.</summary>
public sealed class IdleTests
{
    // Five a second are the recorder's rounds, two look after the volume; all the others together have less than two a second.
    private const int MostWakesInAMinute = 520;

    [Fact]
    public async Task The_whole_program_without_cameras_wakes_at_most_so_often_in_a_minute()
    {
        var time = new CountingTime(new ManualTime());
        await using var host = await ModuleHost.StartAsync(
        [
            ModuleEntry.Of<AuditModule>(), ModuleEntry.Of<IdentityModule>(), ModuleEntry.Of<InventoryModule>(),
            ModuleEntry.Of<StreamsModule>(), ModuleEntry.Of<RecordingModule>(), ModuleEntry.Of<SensingModule>(),
        ],
        time: time);

        // What follows from the start is over after two minutes.
        await PassAsync(time.Clock, TimeSpan.FromMinutes(2));
        var before = time.Wakes;
        await PassAsync(time.Clock, TimeSpan.FromMinutes(1));

        Assert.InRange(time.Wakes - before, 60, MostWakesInAMinute);
    }

    /// <summary>In steps, with a moment after each in which those it woke set their next alarm.</summary>
    private static async Task PassAsync(ManualTime clock, TimeSpan length)
    {
        for (var step = TimeSpan.FromMilliseconds(100); length > TimeSpan.Zero; length -= step)
        {
            clock.Advance(step);
            await Task.Delay(2);
        }
    }

    /// <summary>Counts how often somebody's time has come.</summary>
    private sealed class CountingTime(ManualTime clock) : TimeProvider
    {
        private int _wakes;

        public ManualTime Clock => clock;

        public int Wakes => Volatile.Read(ref _wakes);

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(
            given =>
            {
                _ = Interlocked.Increment(ref _wakes);
                callback(given);
            },
            state,
            dueTime,
            period);
    }
}
