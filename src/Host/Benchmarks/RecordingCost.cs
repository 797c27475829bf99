namespace Vedette.Host.Benchmarks;

/// <summary>What a recorder used in the measured window, its whole process tree counted.</summary>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="ProportionalBytes">Proportional set size at the window's end.</param>
/// <param name="PeakResidentBytes">Sum of the processes' peak resident sizes.</param>
/// <param name="Bytes">Bytes written to the disk in the window.</param>
/// <param name="Segments">Segments that ended in the window.</param>
/// <param name="Gaps">Gaps in the window.</param>
internal sealed record RecordingCost(double CpuSeconds, long ProportionalBytes, long PeakResidentBytes, long Bytes, int Segments, int Gaps);
