namespace Vedette.Host.Benchmarks.Record;

/// <summary>Our program with no camera, as long after its start as the others are measured.</summary>
internal sealed record IdleFigures(double CpuSecondsPerMinute, double PssMb, double PeakRssMb, int Threads);
