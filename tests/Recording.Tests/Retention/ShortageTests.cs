using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Retention;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Retention;

public sealed class ShortageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_minimums_cannot_be_kept_the_least_important_camera_stops_and_the_others_go_on()
    {
        await using var host = await RecordingHost.StartAsync();
        host.Cameras.PictureBytes = 20_000;
        var (least, most) = (CameraId.New(), CameraId.New());
        foreach (var (camera, priority) in new[] { (least, 2), (most, 8) })
        {
            await host.Get<LivePolicies>().ReplaceAsync(
                camera,
                new CameraPolicy { Priority = priority, Continuous = new(1, null), Motion = new(1, null), Incident = new(1, null) },
                Stop);
            await host.AddAsync(camera);
            _ = await host.IndexedAsync(camera, 2);
        }

        var space = host.Get<AttachedVolumes>().All[0].Space;
        await host.Get<LiveSettings>().ReplaceAsync(host.Get<LiveSettings>().Current with { BudgetBytes = space.Used + 8_000_000, ReserveBytes = 1 }, Stop);

        var gap = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(least).CurrentGap), gap => gap is not null, "a gap of the least important camera");
        Assert.Equal(GapCause.DiskFull, gap!.Cause);
        Assert.Contains("no room for what must be kept", gap.Detail, StringComparison.Ordinal);
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<AlarmBoard>().All),
            all => all.Any(alarm => alarm is { Code: Shortage.AlarmCode, Severity: AlarmSeverity.Serious }),
            "the alarm");

        // The other one writes more than the room that was left, because the one that stopped gives way.
        var before = host.Get<LiveFootage>().Of(most).Last!.Sequence;
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(most)), state => state.Last!.Sequence >= before + 3, "three more segments");
        Assert.DoesNotContain(
            await host.Get<FootageIndex>().GapsAsync(most, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Stop), other => other.Cause == GapCause.DiskFull);
        Assert.Equal(1, new CameraFolder(host.Volume, most).OldestFirst().First().Sequence);
    }

    [Fact]
    public async Task Who_stopped_goes_on_when_there_was_room_for_a_while_and_does_not_flap()
    {
        var volume = new Volume(Guid.CreateVersion7(), "/nowhere");
        var (stops, live, time) = (new StoppedCameras(), new LiveFootage(), new FakeTime());
        var alarms = new AlarmBoard(time, NullLogger<AlarmBoard>.Instance);
        await using var host = await RecordingHost.StartAsync();
        CameraId[] cameras = [CameraId.New(), CameraId.New()];
        using var roster = new CameraRoster(new Platform.Storage.LocalSnapshot<List<RosterCamera>>(Path.Combine(host.DataDirectory, "roster-of-test.json")));
        foreach (var camera in cameras)
        {
            await roster.TakeAsync(
                [new RosterCamera { Id = camera, Name = "Door", Wanted = true, Version = 1, ChangedAt = time.GetUtcNow(), ChangedBy = "ana" }], Stop);
            live.Set(camera, new FootageState { Last = SegmentOn(volume, camera) });
        }

        await host.Get<LivePolicies>().ReplaceAsync(cameras[0], new CameraPolicy { Priority = 1 }, Stop);
        var worth = host.Get<RetentionContext>().Worth;
        var shortage = new Shortage(volume, stops, worth, roster, live, alarms, NullLogger.Instance);

        Pass(shortage, time, seconds: 1, isShort: true, hasRoom: false);
        Assert.Empty(stops.All);
        Pass(shortage, time, seconds: 3, isShort: true, hasRoom: false);
        Assert.Equal([cameras[0]], stops.All.Keys);
        Assert.True(shortage.OthersRecord);
        Assert.Single(alarms.All);

        // Room for less than a minute does not count.
        Pass(shortage, time, seconds: 50, isShort: false, hasRoom: true);
        Pass(shortage, time, seconds: 1, isShort: false, hasRoom: false);
        Pass(shortage, time, seconds: 50, isShort: false, hasRoom: true);
        Assert.Single(stops.All);
        Pass(shortage, time, seconds: 20, isShort: false, hasRoom: true);
        Assert.Empty(stops.All);
        Assert.Empty(alarms.All);

        // Stopping again at once, it waits twice as long.
        Pass(shortage, time, seconds: 5, isShort: true, hasRoom: false);
        Assert.Single(stops.All);
        Pass(shortage, time, seconds: 100, isShort: false, hasRoom: true);
        Assert.Single(stops.All);
        Pass(shortage, time, seconds: 40, isShort: false, hasRoom: true);
        Assert.Empty(stops.All);

        // A volume that is gone stops nobody.
        Pass(shortage, time, seconds: 40, isShort: true, hasRoom: false);
        Assert.Equal(2, stops.All.Count);
        Assert.False(shortage.OthersRecord);
        shortage.End();
        Assert.Empty(stops.All);
        Assert.Empty(alarms.All);
    }

    private static void Pass(Shortage shortage, FakeTime time, int seconds, bool isShort, bool hasRoom)
    {
        for (var second = 0; second < seconds; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            shortage.Judge(isShort, hasRoom, time.GetUtcNow());
        }
    }

    private static Segment SegmentOn(Volume volume, CameraId camera) => new()
    {
        Id = Guid.CreateVersion7(),
        CameraId = camera,
        RunId = Guid.CreateVersion7(),
        Sequence = 1,
        Start = DateTimeOffset.UnixEpoch,
        End = DateTimeOffset.UnixEpoch.AddSeconds(10),
        Bytes = 1,
        Codec = "avc1.64001e",
        Width = 640,
        Height = 360,
        Sha256 = [1],
        ChainHash = [2],
        VolumeId = volume.Id,
        Path = "",
    };
}
