using System.Diagnostics;
using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>A volume served by a process that can be made to hang: whoever writes to it hangs in the kernel until it goes on.</summary>
internal sealed class FuseVolume : IDisposable
{
    private readonly SmallVolume _backing;
    private readonly Process _server;

    private FuseVolume(SmallVolume backing, Process server, string path) => (_backing, _server, Path) = (backing, server, path);

    public string Path { get; }

    public static FuseVolume Mount(int mebibytes)
    {
        Assert.SkipUnless(File.Exists("/dev/fuse") && File.Exists("/usr/bin/fuse2fs"), "There is no FUSE here, or no fuse2fs.");
        var backing = SmallVolume.Mount(mebibytes + 4);
        var image = System.IO.Path.Combine(backing.Path, "image");
        using (var file = File.OpenHandle(image, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(file, (long)mebibytes << 20);
        }

        Assert.Equal(0, Shell.Run("mkfs.ext4", "-q", "-F", image));
        var path = Directory.CreateTempSubdirectory("vedette-fuse-volume-").FullName;
        var server = Process.Start(new ProcessStartInfo("fuse2fs", ["-f", "-o", "rw,fakeroot", image, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var volume = new FuseVolume(backing, server, path);
        for (var tries = 0; tries < 100 && Shell.Run("mountpoint", "-q", path) != 0; tries++)
        {
            Thread.Sleep(100);
        }

        if (Shell.Run("mountpoint", "-q", path) != 0)
        {
            volume.Dispose();
            Assert.Skip("Mounting by FUSE is not permitted here.");
        }

        return volume;
    }

    /// <summary>From now on nothing is answered.</summary>
    public void Hang() => Assert.Equal(0, Shell.Run("kill", "-STOP", $"{_server.Id}"));

    /// <summary>It goes on where it was.</summary>
    public void GoOn() => Assert.Equal(0, Shell.Run("kill", "-CONT", $"{_server.Id}"));

    public void Dispose()
    {
        if (!_server.HasExited)
        {
            GoOn();
            _ = Shell.Run("umount", "-l", Path);
            if (!_server.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                _server.Kill();
                _server.WaitForExit();
            }
        }

        _server.Dispose();
        Directory.Delete(Path);
        _backing.Dispose();
    }
}
