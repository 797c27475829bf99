using Vedette.Contracts.Recording;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_disk_somebody_else_filled_costs_a_gap_and_no_recorded_picture()
    {
        using var small = SmallVolume.Mount(16);
        // The probe lies, so that it is the disk itself that refuses.
        await using var rig = new WritingRig(small.Path, _ => new FreeSpace(1L << 40, 1L << 40));
        rig.Camera.PictureBytes = 20_000;
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(5));
        var ballast = Path.Combine(small.Path, "ballast");
        FillUp(ballast);
        await rig.RecordAsync(TimeSpan.FromSeconds(6));

        var gap = rig.State.CurrentGap!;
        Assert.Equal(GapCause.DiskFull, gap.Cause);
        Assert.Equal(gap.Start, rig.Segments[^1].End);

        File.Delete(ballast);
        await rig.RecordAsync(TimeSpan.FromSeconds(5));

        Assert.Null(rig.State.CurrentGap);
        Assert.NotNull(rig.Gaps.Single(known => known.Id == gap.Id).End);
        foreach (var segment in rig.Segments)
        {
            using var file = File.OpenHandle(rig.Volume.Resolve(segment), share: FileShare.ReadWrite | FileShare.Delete);
            Assert.Equal(segment, SegmentFacts.Read(rig.Volume, Name(segment), file)! with { Sha256 = segment.Sha256, ChainHash = segment.ChainHash });
        }

        // The journal took the gap although the disk was full when it began.
        Assert.Contains(
            new CameraFolder(rig.Volume, rig.Camera.Id).Days().SelectMany(day => GapJournal.Read(rig.Camera.Id, day)),
            known => known.Id == gap.Id && known.End is not null);
    }

    [Fact]
    public async Task A_disk_that_turns_read_only_is_a_gap_that_says_so()
    {
        using var small = SmallVolume.Mount(16);
        await using var rig = new WritingRig(small.Path, _ => new FreeSpace(1L << 40, 1L << 40));
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(3));
        var camera = new CameraFolder(rig.Volume, rig.Camera.Id).Path;

        // What a file system does after an error: nothing can be created any more. The file in the way stands for it.
        rig.Lane.Post(disk => disk.Complete());
        await rig.SettleAsync();
        Directory.Move(camera, camera + ".away");
        await File.WriteAllTextAsync(camera, "", TestContext.Current.CancellationToken);
        await rig.RecordAsync(TimeSpan.FromSeconds(12));
        Assert.Equal(GapCause.DiskFailed, rig.State.CurrentGap!.Cause);

        File.Delete(camera);
        Directory.Move(camera + ".away", camera);
        await rig.RecordAsync(TimeSpan.FromSeconds(5));
        Assert.Null(rig.State.CurrentGap);
    }

    private static SegmentName Name(Segment segment) => new(segment.CameraId, segment.Start, segment.Sequence);

    private static void FillUp(string path)
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
}
