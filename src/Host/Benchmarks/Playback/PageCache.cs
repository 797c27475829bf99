using System.Diagnostics;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>What the system keeps of files in memory.</summary>
internal static class PageCache
{
    /// <summary>Waits until all that was written is on the device, so that writing does not disturb what is measured next.</summary>
    public static async Task WriteOutAsync(CancellationToken cancellation)
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync(cancellation);
    }

    /// <summary>Lets go of everything that can be read again (proc_sys_vm(5)).</summary>
    /// <exception cref="UnauthorizedAccessException">Only root may.</exception>
    public static async Task EmptyAsync(CancellationToken cancellation)
    {
        await WriteOutAsync(cancellation);
        await File.WriteAllTextAsync("/proc/sys/vm/drop_caches", "3", cancellation);
    }
}
