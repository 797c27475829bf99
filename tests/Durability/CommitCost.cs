namespace Vedette.Durability;

/// <summary>What a way of making footage durable costs.</summary>
/// <param name="Way">Which.</param>
/// <param name="FlushCallsPerSecond">Calls that waited for the device.</param>
/// <param name="DeviceFlushesPerSecond">Flushes the device got meanwhile, from anybody; null where it does not count.</param>
/// <param name="BytesPerSecond">Footage made durable.</param>
/// <param name="CpuPercent">Of one core, in this process.</param>
/// <param name="LongestMilliseconds">The longest wait.</param>
internal sealed record CommitCost(
    string Way, double FlushCallsPerSecond, double? DeviceFlushesPerSecond, double BytesPerSecond, double CpuPercent, double LongestMilliseconds);
