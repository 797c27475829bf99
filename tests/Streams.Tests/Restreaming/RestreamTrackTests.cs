using System.Buffers;
using Vedette.Foundation;
using Vedette.Media.Units;
using Vedette.Streams.Restreaming;
using Vedette.Streams.Tests.Viewing;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

public sealed class RestreamTrackTests
{
    [Fact]
    public void Sending_a_unit_allocates_nothing()
    {
        var camera = new ScriptedCamera(pictureBytes: 20_000);
        camera.SendGroup(50);
        var frames = new ArrayBufferWriter<byte>(1 << 20);
        var track = RestreamTrack.Of(camera.Format.Video, index: 0, channel: 0)!;
        var clock = new SessionClock();
        var cursor = camera.Feed.Hub.OpenCursor();
        Send(25);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(25);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send(int units)
        {
            for (; units > 0; units--)
            {
                var unit = cursor.Read().Unit!;
                frames.ResetWrittenCount();
                track.Write(unit, clock.TicksOf(unit.Header, unit.Track.ClockRate), "name"u8, frames);
                unit.Release();
            }
        }
    }

    [Fact]
    public void Runs_lie_behind_one_another_as_far_apart_as_their_wall_times_and_never_back()
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(56);
        var (first, later, overlapping) = (RunAt(start), RunAt(start.AddSeconds(30)), RunAt(start.AddSeconds(29)));
        var clock = new SessionClock();

        Assert.Equal(900, clock.TicksOf(Header(first, 900), 90_000));
        Assert.Equal((30 * 90_000) + 900, clock.TicksOf(Header(later, 900), 90_000));
        Assert.Equal((30 * 90_000) + 900 + 3600, clock.TicksOf(Header(overlapping, 0), 90_000));
        Assert.Equal(240_400, clock.TicksOf(Header(overlapping, 0), 8000));
    }

    private static Run RunAt(DateTimeOffset start) => new(Guid.CreateVersion7(), start);

    private static UnitHeader Header(Run run, long ticks) => new()
    {
        Track = 0,
        IsKey = true,
        DecodeTicks = ticks,
        WallTime = run.StartedAt + MediaTime.ToTimeSpan(ticks, 90_000),
        Format = null!,
        Run = run,
    };
}
