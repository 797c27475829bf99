namespace Vedette.Host.Benchmarks.Start;

/// <summary>What a program costs that has nothing to do.</summary>
/// <param name="Program">Which.</param>
/// <param name="CpuSecondsPerMinute">User and system time.</param>
/// <param name="SwitchesPerSecond">How often one of its threads went to sleep and had to be woken again.</param>
/// <param name="SystemCallsPerSecond">Null where nothing may count them.</param>
/// <param name="PssMb">Proportional memory at the end.</param>
/// <param name="RssMb">Resident memory at the end.</param>
/// <param name="HeapMb">Managed heap after the last collection, as /metrics tells; 0 before the first.</param>
/// <param name="CommittedMb">Managed heap with what is kept in reserve.</param>
/// <param name="Threads">Of the process.</param>
/// <param name="MachineBusyPercent">The whole machine during the window.</param>
/// <param name="SystemCallsByName">The most frequent first.</param>
internal sealed record IdleCost(
    string Program,
    double CpuSecondsPerMinute,
    double SwitchesPerSecond,
    double? SystemCallsPerSecond,
    double PssMb,
    double RssMb,
    double? HeapMb,
    double? CommittedMb,
    int Threads,
    double MachineBusyPercent,
    IReadOnlyDictionary<string, double> SystemCallsByName);
