using System.Runtime.InteropServices;

namespace Vedette.Recording.Evidence;

/// <summary>Asks the kernel how good its clock is: adjtimex(2) without a change, which needs no privilege.</summary>
internal static partial class SystemClock
{
    private const int Refused = -1;
    private const int Unsynchronised = 0x0040; // STA_UNSYNC

    public static ClockState Read()
    {
        // The structure has this shape where a long is as wide as a pointer and time is kept in longs.
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return ClockState.Unknown;
        }

        var state = default(Timex);
        return AdjTimex(ref state) == Refused
            ? ClockState.Unknown
            : new ClockState(
                (state.Status & Unsynchronised) == 0,
                TimeSpan.FromMicroseconds(state.EstimatedError),
                TimeSpan.FromMicroseconds(state.MaximumError));
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int AdjTimex(ref Timex state);

    /// <summary>struct timex of linux/timex.h; what follows <c>status</c> is not read, only room for it.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Timex
    {
        public uint Modes;
        public nint Offset;
        public nint Frequency;
        public nint MaximumError;
        public nint EstimatedError;
        public int Status;
    }
}
