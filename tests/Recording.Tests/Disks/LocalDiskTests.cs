using Vedette.Recording.Disks;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Disks;

/// <summary>What counts as durable on a real file system that gave itself up: nothing from then on.</summary>
public sealed class LocalDiskTests
{
    [Fact]
    public void What_was_written_before_the_file_system_gave_itself_up_is_not_taken_for_durable()
    {
        using var volume = LoopVolume.Mount(16);
        using var file = LocalDisk.Instance.Create(Path.Combine(volume.Path, "segment"));
        LocalDisk.Instance.Write(file, [new byte[40_000]], 0);
        using var commit = new VolumeCommit(LocalDisk.Instance, volume.Path, _ => { });
        var (one, many) = (new CommitSet(), new CommitSet());
        one.Add(file);
        many.Add(file);
        many.AddDirectory(volume.Path);
        many.AddDirectory(Path.GetTempPath());

        volume.TurnReadOnly();

        _ = Assert.ThrowsAny<IOException>(() => LocalDisk.Instance.Flush(file));
        commit.Commit([one]);
        Assert.NotNull(one.Take());
        commit.Commit([many]);
        Assert.NotNull(many.Take());
    }

    [Fact]
    public void A_file_that_is_let_go_of_leaves_the_page_cache_and_stays_as_it_is()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fincore"), "fincore (util-linux) is not installed.");
        using var volume = LoopVolume.Mount(16);
        var (path, bytes) = (Path.Combine(volume.Path, "segment"), new byte[400_000]);
        Random.Shared.NextBytes(bytes);
        using (var file = LocalDisk.Instance.Create(path))
        {
            LocalDisk.Instance.Write(file, [bytes], 0);
            LocalDisk.Instance.Flush(file);
        }

        Assert.NotEqual("0", Shell.Ask("fincore", "--noheadings", "--output", "PAGES", path));
        LocalDisk.Instance.LetGo(path);

        Assert.Equal("0", Shell.Ask("fincore", "--noheadings", "--output", "PAGES", path));
        Assert.Equal(bytes, File.ReadAllBytes(path));
        LocalDisk.Instance.LetGo(null);
        LocalDisk.Instance.LetGo(path + "-that-is-gone");
    }

    [Fact]
    public void A_file_system_that_is_read_only_by_now_has_flushed_nothing()
    {
        using var volume = LoopVolume.Mount(16);
        using var handle = LocalDisk.Instance.OpenVolume(volume.Path)!;
        LocalDisk.Instance.FlushVolume(handle);

        Assert.Equal(0, Shell.Run("mount", "-o", "remount,ro", volume.Path));

        _ = Assert.ThrowsAny<IOException>(() => LocalDisk.Instance.FlushVolume(handle));
    }
}
