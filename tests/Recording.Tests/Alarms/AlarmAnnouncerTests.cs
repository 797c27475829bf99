using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Recording.Alarms;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Alarms;

public sealed class AlarmAnnouncerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void News_of_the_board_are_what_begins_and_what_ends()
    {
        var time = new ManualTime();
        var board = new AlarmBoard(time, NullLogger<AlarmBoard>.Instance);
        var before = board.Changed;
        board.Raise("disk-full", "here", AlarmSeverity.Serious, "Full.");
        Assert.True(before.IsCompleted);

        var standing = board.Changed;
        time.Advance(TimeSpan.FromSeconds(1));
        board.Raise("disk-full", "here", AlarmSeverity.Serious, "Full.");
        board.Clear("disk-full", "elsewhere");
        Assert.False(standing.IsCompleted);

        board.Clear("disk-full", "here");
        Assert.True(standing.IsCompleted);
    }

    [Fact]
    public async Task An_alarm_wakes_the_announcer_on_a_clock_that_stands_still()
    {
        await using var host = await RecordingHost.StartAsync();
        var time = new ManualTime();
        var board = new AlarmBoard(time, NullLogger<AlarmBoard>.Instance);
        var store = host.Get<AlarmStore>();
        using var announcer = new AlarmAnnouncer(board, store, time, NullLogger<AlarmAnnouncer>.Instance);
        await announcer.StartAsync(Stop);
        _ = await RecordingHost.WaitForAsync(() => Task.FromResult(time.WaitingTimers), timers => timers == 1, "the rest behind the first look");

        // Behind its rest only the board wakes it: the net below is a minute away, and the clock does not move any more.
        time.Advance(TimeSpan.FromSeconds(2));
        board.Raise("volume-full", "of the test", AlarmSeverity.Serious, "Full.");
        _ = await RecordingHost.WaitForAsync(() => store.AllAsync(Stop), all => all.Any(alarm => alarm.About == "of the test"), "the alarm told");

        await announcer.StopAsync(Stop);
    }
}
