namespace Vedette.Host.Benchmarks.Record;

/// <summary>What must be the same for figures to be compared.</summary>
/// <param name="Farm">Whose cameras.</param>
/// <param name="Machine">Cores, processor and kernel.</param>
/// <param name="WarmUpSeconds">From the last camera's start to the window.</param>
/// <param name="TickMs">How often the batched floors read.</param>
/// <param name="Idle">Our program without cameras.</param>
internal sealed record RecordConditions(string Farm, string Machine, double WarmUpSeconds, double TickMs, IdleFigures Idle);
