namespace Vedette.Host.Benchmarks.Start;

/// <summary>One start of a program, seen from outside.</summary>
internal sealed record OneStart(TimeSpan? Ready = null, double? ReadyCpuSeconds = null, TimeSpan? Recorded = null);
