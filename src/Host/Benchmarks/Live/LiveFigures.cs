namespace Vedette.Host.Benchmarks.Live;

/// <summary>The figures of <c>bench live</c>, as printed.</summary>
/// <param name="Url">The camera; null for a simulated one.</param>
/// <param name="Seconds">Length of each measurement.</param>
/// <param name="Processors">Of the machine.</param>
/// <param name="IdleCpuSecondsPerMinute">Our server with the camera recorded and no viewer.</param>
/// <param name="IdleMb">Its proportional memory then.</param>
/// <param name="NginxCpuSecondsPerGigabyte">A file at full speed to one viewer.</param>
/// <param name="Crowds">One for each server, stream and number of viewers.</param>
internal sealed record LiveFigures(
    string? Url,
    double Seconds,
    int Processors,
    double IdleCpuSecondsPerMinute,
    double IdleMb,
    double? NginxCpuSecondsPerGigabyte,
    IReadOnlyList<CrowdFigures> Crowds);

/// <summary>So many viewers of one camera, by one server.</summary>
/// <param name="Server">Who serves.</param>
/// <param name="IsSmall">Whether they watch the small stream.</param>
/// <param name="Viewers">How many.</param>
/// <param name="MbitPerSecond">What one viewer got.</param>
/// <param name="CpuSecondsPerViewerMinute">User and system, beyond what the server uses before they come.</param>
/// <param name="KbPerViewer">Proportional memory beyond the same.</param>
/// <param name="SwitchesPerViewerSecond">Context switches beyond the same.</param>
/// <param name="CallsPerViewerSecond">System calls beyond the same; null where they cannot be counted.</param>
/// <param name="CpuSecondsPerMinute">The server's in all.</param>
/// <param name="BusyProcessors">Of the machine, the viewers' process included.</param>
/// <param name="FirstPictureMs">From opening the connection to the first key picture received: median.</param>
/// <param name="FirstPictureP95Ms">95 of 100 are quicker.</param>
/// <param name="LatencyMs">From a picture's wall time, by its server, to its receipt: median.</param>
/// <param name="LatencyP95Ms">95 of 100 are quicker.</param>
/// <param name="LatencyP99Ms">99 of 100 are quicker.</param>
/// <param name="Skips">How often a viewer missed something.</param>
/// <param name="Lost">Viewers who were sent away.</param>
internal sealed record CrowdFigures(
    string Server,
    bool IsSmall,
    int Viewers,
    double MbitPerSecond,
    double CpuSecondsPerViewerMinute,
    double KbPerViewer,
    double SwitchesPerViewerSecond,
    double? CallsPerViewerSecond,
    double CpuSecondsPerMinute,
    double BusyProcessors,
    double? FirstPictureMs,
    double? FirstPictureP95Ms,
    double? LatencyMs,
    double? LatencyP95Ms,
    double? LatencyP99Ms,
    long Skips,
    int Lost)
{
    /// <summary>What they got of what the stream has, in its own time; below one the server, or the machine, is full.</summary>
    public double Share { get; init; } = 1;

    /// <summary>CPU for as many bytes, ours / nginx's.</summary>
    public double? NginxRatio { get; init; }

    /// <summary>CPU for as many bytes, ours / GStreamer's.</summary>
    public double? GstreamerRatio { get; init; }

    /// <summary>CPU seconds for a gigabyte sent.</summary>
    public double CpuSecondsPerGigabyte => Math.Round(CpuSecondsPerViewerMinute / Math.Max(1e-9, MbitPerSecond * 60 / 8 / 1000), 3);
}
