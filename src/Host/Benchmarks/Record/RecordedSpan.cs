namespace Vedette.Host.Benchmarks.Record;

/// <summary>What became of a measured window.</summary>
/// <param name="Segments">Files begun or ended in it.</param>
/// <param name="Gaps">Gaps by our own account, or processes lost.</param>
internal sealed record RecordedSpan(int Segments, int Gaps);
