using System.Diagnostics;
using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>A file system of a few MiB that is really full when it is full. Needs the right to mount; tests are skipped by name without it.</summary>
internal sealed class SmallVolume : IDisposable
{
    private SmallVolume(string path) => Path = path;

    public string Path { get; }

    public static SmallVolume Mount(int mebibytes)
    {
        var path = Directory.CreateTempSubdirectory("vedette-small-volume-").FullName;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "vedette-test", path) == 0,
            "Mounting a tmpfs is not permitted here.");
        return new SmallVolume(path);
    }

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", Path));
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
