using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Retention;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Retention;

public sealed class RetentionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_oldest_footage_of_all_cameras_goes_first_and_file_and_row_go_together()
    {
        await using var host = await RecordingHost.StartAsync();
        CameraId[] cameras = [CameraId.New(), CameraId.New()];
        foreach (var camera in cameras)
        {
            await FileAsync(host, camera, count: 20, bytes: 100_000);
        }

        await SetBudgetAsync(host, 2_500_000);
        await host.Get<RetentionWorker>().RunAsync(Stop);

        foreach (var camera in cameras)
        {
            var left = new CameraFolder(host.Volume, camera).OldestFirst().Select(name => name.Sequence).ToList();
            Assert.InRange(left.Count, 10, 12);
            Assert.Equal(20, left[^1]);
            var indexed = await RecordingHost.WaitForAsync(
                () => host.Index.AllSegmentsAsync(camera, Stop), rows => rows.Count == left.Count, "the rows of the files left");
            Assert.Equal(left, indexed.Select(segment => segment.Sequence));
        }

        Assert.InRange(host.Get<AttachedVolumes>().All[0].Space.Used, 0, 2_500_000);
    }

    [Fact]
    public async Task The_newest_segment_of_a_camera_stays_whatever_the_budget()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        await FileAsync(host, camera, count: 5, bytes: 100_000);
        await SetBudgetAsync(host, 1);
        await host.Get<RetentionWorker>().RunAsync(Stop);

        Assert.Equal(5, Assert.Single(new CameraFolder(host.Volume, camera).OldestFirst()).Sequence);
    }

    [Fact]
    public async Task Others_who_fill_the_disk_cost_old_footage_and_not_new_one()
    {
        var free = 10_000_000L;
        await using var host = await RecordingHost.StartAsync(prepare: services => services.AddSingleton<SpaceProbe>(_ => root => new FreeSpace(
            100_000_000, free + 2_000_000 - (100_000 * Directory.GetFiles(root, "*.mp4", SearchOption.AllDirectories).Length))));
        var camera = CameraId.New();
        await FileAsync(host, camera, count: 20, bytes: 100_000);
        await host.Get<LiveSettings>().ReplaceAsync(
            new RecordingSettings { BudgetBytes = 90_000_000, ReserveBytes = 1_000_000 }, Stop);
        await host.Get<RetentionWorker>().RunAsync(Stop);
        Assert.Equal(20, new CameraFolder(host.Volume, camera).OldestFirst().Count());

        free = 3_500_000;
        await host.Get<RetentionWorker>().RunAsync(Stop);
        Assert.InRange(new CameraFolder(host.Volume, camera).OldestFirst().Count(), 10, 16);
    }

    [Fact]
    public async Task A_deletion_interrupted_between_mark_and_file_is_finished_at_the_next_start()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        var names = await FileAsync(host, camera, count: 3, bytes: 1000);
        await host.Index.MarkDeletingAsync([names[0], names[1]], Stop);
        File.Delete(Path.Combine(host.Volume.Root, names[0].Path));

        await host.Get<FootageDeletion>().FinishAsync(Stop);

        Assert.False(File.Exists(Path.Combine(host.Volume.Root, names[1].Path)));
        _ = await RecordingHost.WaitForAsync(() => host.Index.DeletingAsync(Stop), rows => rows.Count == 0, "an end of the deletion");
        Assert.Equal(3, Assert.Single(await host.Index.AllSegmentsAsync(camera, Stop)).Sequence);
    }

    [Fact]
    public async Task On_a_small_disk_recording_never_stops_because_the_oldest_footage_makes_room()
    {
        using var small = SmallVolume.Mount(12);
        await using var host = await RecordingHost.StartAsync(adjust: options => options with
        {
            Settings = new Dictionary<string, string?> { ["recording:volume"] = small.Path },
        });
        await host.Get<LiveSettings>().ReplaceAsync(new RecordingSettings { SegmentSeconds = 2, FragmentMilliseconds = 400 }, Stop);
        host.Cameras.PictureBytes = 20_000;
        CameraId[] cameras = [CameraId.New(), CameraId.New()];
        foreach (var camera in cameras)
        {
            await host.AddAsync(camera);
        }

        // Two cameras write a megabyte a second: the volume is filled more than once.
        foreach (var camera in cameras)
        {
            _ = await RecordingHost.WaitForAsync(
                () => Task.FromResult(host.Get<LiveFootage>().Of(camera)), state => state.Last?.Sequence >= 9, "a ninth segment");
            Assert.True(new CameraFolder(host.Volume, camera).OldestFirst().First().Sequence > 1);
            Assert.DoesNotContain(await host.Get<FootageIndex>().GapsAsync(camera, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Stop), gap => gap.Cause == GapCause.DiskFull);
        }
    }

    private static Task SetBudgetAsync(RecordingHost host, long bytes) =>
        host.Get<LiveSettings>().ReplaceAsync(new RecordingSettings { BudgetBytes = bytes, ReserveBytes = 1 }, Stop);

    /// <summary>Files and rows of a camera, ten seconds each, whose content nobody reads.</summary>
    private static async Task<IReadOnlyList<SegmentName>> FileAsync(RecordingHost host, CameraId camera, int count, int bytes)
    {
        var names = Enumerable.Range(1, count).Select(number => new SegmentName(camera, Noon.AddSeconds(10 * number), number)).ToList();
        foreach (var name in names)
        {
            var path = Path.Combine(host.Volume.Root, name.Path);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, new byte[bytes], Stop);
            host.Get<AttachedVolumes>().All[0].Space.Correct(bytes);
        }

        await host.Index.WriteAsync([.. names.Select(name => new Fact.Recorded(RowOf(name, bytes, host.Volume)))], Stop);
        return names;
    }

    private static Segment RowOf(SegmentName name, int bytes, Volume volume) => new()
    {
        Id = SegmentName.IdOf(name.CameraId, name.Sequence),
        CameraId = name.CameraId,
        RunId = Guid.CreateVersion7(),
        Sequence = name.Sequence,
        Start = name.Start,
        End = name.Start.AddSeconds(10),
        Bytes = bytes,
        Codec = "avc1.64001e",
        Width = 640,
        Height = 360,
        Sha256 = [1],
        ChainHash = [2],
        VolumeId = volume.Id,
        Path = name.Path,
    };
}
