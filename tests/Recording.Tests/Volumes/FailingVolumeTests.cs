using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Volumes;

/// <summary>What disks do to a recorder, each on a real file system: the alarm, the gap, the other volume, and the way back.</summary>
public sealed class FailingVolumeTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly CameraId _camera = CameraId.New();

    [Fact]
    public async Task A_full_disk_sends_its_camera_to_the_standby_volume_and_has_it_back_when_there_is_room()
    {
        using var disk = SmallVolume.Mount(16);
        var ballast = Path.Combine(disk.Path, "ballast");
        await CheckAsync(
            disk.Path,
            [GapCause.DiskFull],
            () => Fill(ballast),
            () => File.Delete(ballast),
            VolumeState.Full);
    }

    [Fact]
    public async Task A_file_system_that_turned_read_only_is_left_and_taken_again_after_its_repair()
    {
        using var disk = LoopVolume.Mount(32);
        await CheckAsync(disk.Path, [GapCause.DiskFailed], disk.TurnReadOnly, disk.Repair, VolumeState.ReadOnly);
    }

    [Fact]
    public async Task A_mount_that_vanished_gets_nothing_written_beneath_it()
    {
        using var disk = LoopVolume.Mount(32);
        await CheckAsync(
            disk.Path,
            [GapCause.DiskFailed],
            disk.Vanish,
            () =>
            {
                Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
                disk.Remount();
            },
            VolumeState.Missing);
    }

    [Fact]
    public async Task A_disk_that_answers_with_errors_is_left_and_what_it_kept_unconfirmed_is_cut()
    {
        using var disk = LoopVolume.Mount(32);

        // After the first error the file system may give itself up and refuse all writes; before, it may say of what the device lacks.
        await CheckAsync(
            disk.Path, [GapCause.DiskFailed, GapCause.DiskFull], disk.LoseSectors, disk.Repair, VolumeState.Failed, VolumeState.ReadOnly, VolumeState.Full);
    }

    [Fact]
    public async Task A_disk_that_does_not_answer_keeps_its_thread_and_not_its_camera()
    {
        using var disk = FuseVolume.Mount(32);
        await CheckAsync(disk.Path, [GapCause.DiskSlow], disk.Hang, disk.GoOn, VolumeState.Stalled);
    }

    private async Task CheckAsync(string path, GapCause[] causes, Action breakIt, Action mend, params VolumeState[] states)
    {
        using var standby = SmallVolume.Mount(64);
        await using var host = await RecordingHost.StartAsync(adjust: options => options with
        {
            Settings = new Dictionary<string, string?> { ["recording:volume"] = path, ["recording:stallSeconds"] = "2" },
        });
        var first = Assert.Single(host.Get<AttachedVolumes>().All);
        var second = await host.Get<VolumeDesk>().AddAsync(
            new VolumeEntry { Id = Guid.Empty, Name = "spare", Path = standby.Path, Role = VolumeRole.Standby }, adopt: false, allowBootDisk: false, Stop);
        await host.Get<LiveSettings>().ReplaceAsync(
            new RecordingSettings { SegmentSeconds = 2, FragmentMilliseconds = 400, BudgetBytes = 12 << 20, ReserveBytes = 1 << 20 }, Stop);
        host.Cameras.PictureBytes = 8_000;
        await host.AddAsync(_camera);
        await RecordedToAsync(host, first, segments: 2);

        breakIt();
        await RecordedToAsync(host, second, segments: 1);
        Assert.Contains(first.Condition.State, states);
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<AlarmBoard>().All),
            alarms => alarms.Any(alarm => alarm.Subject == first.Id.ToString() && states.Any(state => alarm.Code == CodeOf(state))),
            "an alarm");

        mend();
        await RecordedToAsync(host, first, segments: 1);
        Assert.DoesNotContain(host.Get<AlarmBoard>().All, alarm => alarm.Subject == first.Id.ToString());
        Assert.Contains(
            await GapsAsync(host), gap => causes.Contains(gap.Cause) && gap.End is not null);

        var last = host.Get<LiveFootage>().Of(_camera).Last!.Sequence;
        var rows = await RecordingHost.WaitForAsync(
            () => host.Index.AllSegmentsAsync(_camera, Stop), segments => segments.Any(segment => segment.Sequence >= last), "the last segment in the index");
        Assert.True(causes is [GapCause.DiskFull] || rows[0].Sequence == 1, "Retention took what should be checked.");
        NothingIsLost(host, rows);
        Assert.DoesNotContain(await GapsAsync(host), gap => gap.Start < rows[^1].Start && gap.End is null);
    }

    /// <summary>Every row has its file as it says, the numbers and the chain go on over both volumes, and nothing else lies there.</summary>
    private void NothingIsLost(RecordingHost host, IReadOnlyList<Segment> rows)
    {
        Assert.Equal(2, rows.Select(row => row.VolumeId).Distinct().Count());
        foreach (var (before, after) in rows.Zip(rows.Skip(1)))
        {
            Assert.Equal(before.Sequence + 1, after.Sequence);
        }

        var files = new FootageReader(host);
        byte[]? chain = null;
        foreach (var row in rows)
        {
            var found = files.Read(row);
            Assert.Equal((row.Sequence, row.Bytes, Convert.ToHexString(row.Sha256)), (found.Sequence, found.Bytes, Convert.ToHexString(found.Sha256)));
            Assert.Equal(Convert.ToHexString(row.ChainHash), Convert.ToHexString(found.ChainHash));
            if (chain is not null)
            {
                Assert.Equal(Convert.ToHexString(SegmentFacts.Chain(chain, row.Sha256)), Convert.ToHexString(row.ChainHash));
            }

            chain = row.ChainHash;
        }

        var known = rows.Select(row => row.Sequence).ToHashSet();
        var lying = CameraFolder.OldestFirst(host.Get<VolumeSet>(), _camera).Select(file => file.Name.Sequence).Where(sequence => sequence <= rows[^1].Sequence);
        Assert.Equal(known.Order(), lying);
    }

    private async Task RecordedToAsync(RecordingHost host, AttachedVolume volume, int segments)
    {
        var since = host.Get<LiveFootage>().Of(_camera).Last?.Sequence ?? 0;
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(_camera)),
            state => state.Last is { } last && last.VolumeId == volume.Id && last.Sequence >= since + segments && state.CurrentGap is null,
            $"{segments} segments on {volume.Entry.Name} ({string.Join(", ", host.Get<AttachedVolumes>().All.Select(other => $"{other.Entry.Name}: {other.Condition}"))})");
    }

    private Task<IReadOnlyList<Gap>> GapsAsync(RecordingHost host) =>
        host.Get<Recording.Index.FootageIndex>().GapsAsync(_camera, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Stop);

    private static string CodeOf(VolumeState state) => "volume-" + state switch
    {
        VolumeState.Full => "full",
        VolumeState.ReadOnly => "read-only",
        VolumeState.Missing => "missing",
        VolumeState.Failed => "failed",
        VolumeState.Stalled => "stalled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[4096];
        try
        {
            for (long offset = 0; ; offset += block.Length)
            {
                RandomAccess.Write(file, block, offset);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    private sealed class FootageReader(RecordingHost host)
    {
        public Segment Read(Segment row)
        {
            var volume = host.Get<VolumeSet>().Find(row.VolumeId)!;
            using var file = File.OpenHandle(volume.Resolve(row), share: FileShare.ReadWrite | FileShare.Delete);
            Assert.Equal(row.Bytes, RandomAccess.GetLength(file));
            return SegmentFacts.Read(volume, new SegmentName(row.CameraId, row.Start, row.Sequence), file)!;
        }
    }
}
