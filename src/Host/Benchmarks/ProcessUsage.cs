namespace Vedette.Host.Benchmarks;

/// <summary>What processes have used since they started.</summary>
/// <param name="CpuSeconds">User and system time, to the nanosecond.</param>
/// <param name="UserTicks">User time in the kernel's coarse ticks: good for the share of the whole only.</param>
/// <param name="SystemTicks">System time in the same.</param>
internal sealed record ProcessUsage(double CpuSeconds, long UserTicks, long SystemTicks)
{
    /// <summary>User and system seconds since an earlier look.</summary>
    public (double User, double System) Since(ProcessUsage earlier)
    {
        var (cpu, user, system) = (CpuSeconds - earlier.CpuSeconds, UserTicks - earlier.UserTicks, SystemTicks - earlier.SystemTicks);
        var share = user + system > 0 ? (double)user / (user + system) : 0.5;
        return (cpu * share, cpu * (1 - share));
    }
}
