using System.Runtime.InteropServices;

namespace Vedette.Host.Benchmarks;

/// <summary>The CPU time clock of another process (clock_getcpuclockid(3)): /proc counts in hundredths of a second, too coarse for a floor.</summary>
internal static class CpuClock
{
    private const int Scheduled = 2;  // CPUCLOCK_SCHED of the kernel's posix-timers.h

    /// <summary>CPU seconds since the process started, or null when it is gone.</summary>
    public static double? SecondsOf(int process) =>
        GetTime((~process << 3) | Scheduled, out var time) == 0 ? time.Seconds + (time.Nanoseconds / 1e9) : null;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
