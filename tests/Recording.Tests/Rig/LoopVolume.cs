using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>A disk with an ext4 file system, made of a file in memory, that can fail as disks do. Tests are skipped by name where mounting is not permitted.</summary>
internal sealed class LoopVolume : IDisposable
{
    private readonly SmallVolume _backing;
    private readonly string _image;

    private LoopVolume(SmallVolume backing, string image, string path) => (_backing, _image, Path) = (backing, image, path);

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(_backing.Path, "ballast");

    /// <summary>Makes and mounts one. The file it is made of has holes, so that its disk can run out of sectors.</summary>
    public static LoopVolume Mount(int mebibytes)
    {
        var backing = SmallVolume.Mount(mebibytes);
        var image = System.IO.Path.Combine(backing.Path, "image");
        using (var file = File.OpenHandle(image, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(file, (long)mebibytes << 20);
        }

        var volume = new LoopVolume(backing, image, Directory.CreateTempSubdirectory("vedette-loop-volume-").FullName);
        if (Shell.Run("mkfs.ext4", "-q", "-F", image) != 0 || !volume.TryMount())
        {
            Directory.Delete(volume.Path);
            backing.Dispose();
            Assert.Skip("Mounting a loop device is not permitted here.");
        }

        return volume;
    }

    /// <summary>What the file system does when it finds an error in itself: from now on nothing can be written.</summary>
    public void TurnReadOnly()
    {
        var device = System.IO.Path.GetFileName(Shell.Ask("findmnt", "-n", "-o", "SOURCE", Path));
        File.WriteAllText($"/sys/fs/ext4/{device}/trigger_fs_error", "1");
    }

    /// <summary>Writes to sectors not used yet fail with EIO from now on.</summary>
    public void LoseSectors()
    {
        using var file = File.OpenHandle(Ballast, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[1 << 16];
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

    /// <summary>The mount is gone, and what lies beneath its path is an empty directory.</summary>
    public void Vanish() => Assert.Equal(0, Shell.Run("umount", "-l", Path));

    /// <summary>What a human does: unmount, repair, mount again.</summary>
    public void Repair()
    {
        File.Delete(Ballast);
        _ = Shell.Run("umount", "-l", Path);
        Remount();
    }

    /// <summary>Mounts it again, once the kernel let go of it.</summary>
    public void Remount()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            // A lazily unmounted file system lives until its last file is closed.
            if (Shell.Ask("losetup", "-j", _image).Length == 0)
            {
                _ = Shell.Run("e2fsck", "-fy", _image);
                Assert.True(TryMount());
                return;
            }

            Thread.Sleep(100);
        }

        Assert.Fail("Somebody keeps a file of the vanished volume open.");
    }

    public void Dispose()
    {
        _ = Shell.Run("umount", "-l", Path);
        Directory.Delete(Path);
        _backing.Dispose();
    }

    private bool TryMount() => Shell.Run("mount", "-o", "loop,errors=remount-ro", _image, Path) == 0;
}
